//go:build unix

package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"text/tabwriter"
	"time"

	"polydigest/internal/read"
	"polydigest/internal/source"
	"polydigest/internal/source/web"
	"polydigest/internal/store/files"
	"polydigest/internal/text"
)

// Only these systems tell a process what it has used.
func init() { measures["fetch"] = fetch }

// fetch reads many feeds and the articles behind their items, twice, from a server on this machine that is as slow and
// as faulty as the web: answers take 120 ms in the middle and more than half a second at worst, and of the feeds and
// articles one in ten fails in one of ten ways. Every feed has a host of its own, with a second between requests. The
// server is a process of its own, so that the times are the reader's.
func fetch(args []string) error {
	flags := flag.NewFlagSet("fetch", flag.ContinueOnError)
	feeds := flags.Int("feeds", 1000, "feeds, at most 60,000")
	items := flags.Int("items", 20, "items a feed")
	pause := flags.Duration("pause", time.Second, "between two requests to a host")
	serve := flags.Bool("serve", false, "be the server")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *serve {
		return serveFeeds(*feeds, *items)
	}
	port, stop, err := startServer(*feeds, *items)
	if err != nil {
		return err
	}
	defer stop()
	kv, remove, err := files.Temp()
	if err != nil {
		return err
	}
	defer remove()
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer out.Flush()
	known := &readings{texts: map[[32]byte]bool{}}
	fmt.Fprintf(out, "run\tfeeds\tdocuments\tfailed\tseconds\tCPU s\tCPU ms/page\tpeak MB\t\n")
	for run := range 2 {
		// Each run has a client of its own, as if the program had been started again.
		reader := &source.Reader{Store: kv, Web: web.New(web.Config{AllowLoopback: true, Pause: *pause})}
		start, cpu := time.Now(), cpuTime()
		read, failed := readAll(reader, known, *feeds, port)
		used := cpuTime() - cpu
		pages := max(1, *feeds*(*items+1))
		fmt.Fprintf(out, "%d\t%d\t%d\t%d\t%.1f\t%.1f\t%.1f\t%d\t\n", run+1, *feeds, read, failed, time.Since(start).Seconds(),
			used.Seconds(), used.Seconds()*1000/float64(pages), peakMemory()>>20)
	}
	return nil
}

// readings remembers which bodies gave a text, as a pipeline does that keeps what it has read under its hash.
type readings struct {
	mu    sync.Mutex
	texts map[[32]byte]bool
}

func (k *readings) read(raw text.Raw) bool {
	sum := sha256.Sum256(raw.Body)
	k.mu.Lock()
	ok, known := k.texts[sum]
	k.mu.Unlock()
	if !known {
		_, err := read.Document(raw)
		ok = err == nil
		k.mu.Lock()
		k.texts[sum] = ok
		k.mu.Unlock()
	}
	return ok
}

// readAll fetches every feed and reads its documents, source.Concurrency at a time.
func readAll(r *source.Reader, known *readings, feeds, port int) (read, failed int) {
	next := make(chan int)
	var mu sync.Mutex
	var group sync.WaitGroup
	for range source.Concurrency {
		group.Go(func() {
			for n := range next {
				ref := source.Ref{Kind: source.Web, Source: feedAddress(n, port) + "/feed"}
				for _, ok := range source.Map(context.Background(), r, ref, func(_ int, item text.Item) bool {
					return item.State == "" && known.read(item.Raw)
				}) {
					mu.Lock()
					if ok {
						read++
					} else {
						failed++
					}
					mu.Unlock()
				}
			}
		})
	}
	for n := range feeds {
		next <- n
	}
	close(next)
	group.Wait()
	return read, failed
}

// feedAddress gives every feed an address of its own; all of 127/8 is this machine.
func feedAddress(n, port int) string {
	return fmt.Sprintf("http://127.1.%d.%d:%d", n/240, n%240+1, port)
}

func startServer(feeds, items int) (port int, stop func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, nil, err
	}
	cmd := exec.Command(self, "fetch", "-serve", fmt.Sprint("-feeds=", feeds), fmt.Sprint("-items=", items))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe() // the server ends with us
	if err != nil {
		return 0, nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, nil, err
	}
	if err := cmd.Start(); err != nil {
		return 0, nil, err
	}
	if _, err := fmt.Fscan(bufio.NewReader(out), &port); err != nil {
		return 0, nil, err
	}
	return port, func() { in.Close(); cmd.Wait() }, nil
}

func serveFeeds(feeds, items int) error {
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serveFeed(w, r, items) })
	port := 0
	for n := range feeds {
		l, err := net.Listen("tcp4", strings.TrimPrefix(feedAddress(n, port), "http://"))
		if err != nil {
			return err
		}
		port = l.Addr().(*net.TCPAddr).Port
		go http.Serve(l, handler)
	}
	fmt.Println(port)
	os.Stdin.Read(make([]byte, 1))
	return nil
}

func serveFeed(w http.ResponseWriter, r *http.Request, items int) {
	random := randomOf(r.Host + r.URL.Path)
	time.Sleep(time.Duration(math.Exp(random.NormFloat64()*0.8) * float64(120*time.Millisecond)))
	etag := fmt.Sprintf("%q", r.URL.Path)
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	case random.IntN(10) == 0:
		breakDown(w, r, random.IntN(10))
	case r.Header.Get("If-None-Match") == etag:
		w.WriteHeader(http.StatusNotModified)
	case r.URL.Path == "/feed":
		w.Header().Set("ETag", etag)
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, "<rss version=\"2.0\"><channel><title>Feed of "+r.Host+"</title>")
		for n := range items {
			fmt.Fprintf(w, "<item><title>%s</title><link>http://%s/%d.html</link>", sentence(random), r.Host, n)
			fmt.Fprintf(w, "<pubDate>Mon, 05 Feb 2024 %02d:00:00 GMT</pubDate></item>", n%24)
		}
		fmt.Fprint(w, "</channel></rss>")
	default:
		w.Header().Set("ETag", etag)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		servePage(w, random)
	}
}

// breakDown fails in one of ten ways.
func breakDown(w http.ResponseWriter, r *http.Request, way int) {
	switch way {
	case 0:
		http.Error(w, "", http.StatusInternalServerError)
	case 1:
		http.Error(w, "", http.StatusForbidden)
	case 2:
		http.NotFound(w, r)
	case 3:
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	case 4:
		http.Redirect(w, r, "http://169.254.169.254/latest/", http.StatusFound)
	case 5:
		w.Header().Set("Content-Type", "image/jpeg")
	case 6:
		w.Header().Set("Content-Length", "100000")
		fmt.Fprint(w, "<p>broken off")
	case 7:
		http.Error(w, "", http.StatusServiceUnavailable)
	case 8:
		w.Header().Set("Content-Length", "90000000")
	default:
		panic(http.ErrAbortHandler)
	}
}

// servePage writes an article of about 6 kB among 25 kB of what surrounds articles.
func servePage(w http.ResponseWriter, random *rand.Rand) {
	fmt.Fprintf(w, "<!doctype html><html lang=\"fr\"><head><title>%s</title><style>%s</style></head><body><nav><ul>",
		sentence(random), strings.Repeat(".a{margin:0 auto;padding:1px}", 300))
	for range 60 {
		fmt.Fprintf(w, "<li><a href=\"/%d\">%s</a></li>", random.IntN(1000), words[random.IntN(len(words))])
	}
	fmt.Fprintf(w, "</ul></nav><article><h1>%s</h1>", sentence(random))
	for range 16 {
		fmt.Fprintf(w, "<p>%s %s %s %s</p>", sentence(random), sentence(random), sentence(random), sentence(random))
	}
	fmt.Fprint(w, "</article><aside><ul>")
	for range 60 {
		fmt.Fprintf(w, "<li><a href=\"/%d\">%s</a></li>", random.IntN(1000), sentence(random))
	}
	fmt.Fprint(w, "</ul></aside></body></html>")
}

var words = strings.Fields("le ministère rapport hier confirmé selon télégramme aucune fuite système été documents réseau services " +
	"ambassade annonce enquête mesures plusieurs sources porte-parole déclaré agence presse accord question réponse dossier")

func sentence(random *rand.Rand) string {
	s := make([]string, 10+random.IntN(8))
	for i := range s {
		s[i] = words[random.IntN(len(words))]
	}
	return "Le " + strings.Join(s, " ") + fmt.Sprintf(" le %d mars.", 1+random.IntN(28))
}

func randomOf(s string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(s))
	return rand.New(rand.NewPCG(h.Sum64(), 1))
}

// cpuTime is what this process has used so far.
func cpuTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory is the most memory that this process has had, in bytes (Linux counts kilobytes).
func peakMemory() int64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return int64(u.Maxrss) << 10
}
