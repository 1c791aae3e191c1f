// Command table prints what polydigest costs a month, as README.md has it: go run ./cost/table, in infra/.
package main

import (
	"fmt"
	"log"

	"polydigest/infra/cost"
)

func main() {
	table, err := cost.Table("../testdata/answers")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(table)
}
