// Command infra writes the CloudFormation template of polydigest for the digests of a polydigest.yaml:
//
//	go run . [-config polydigest.yaml] [-o template.json]
//
// It needs Node 22 or newer, which the CDK is written for (`make tools` installs one), and nothing of AWS.
package main

import (
	"flag"
	"log"
	"os"

	"polydigest/infra/node"
	"polydigest/infra/stack"
	"polydigest/internal/config"
)

func main() {
	log.SetFlags(0)
	from := flag.String("config", "polydigest.yaml", "the digests that are to have schedules")
	to := flag.String("o", "template.json", "where the template goes")
	flag.Parse()
	if err := node.Choose("."); err != nil {
		log.Fatal(err)
	}
	digests, err := config.Load(*from)
	if err != nil {
		log.Fatal(err)
	}
	template, err := stack.Template(digests)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*to, template, 0o644); err != nil {
		log.Fatal(err)
	}
}
