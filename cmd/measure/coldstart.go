package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// starts is how often each function is started.
const starts = 11

// coldstart builds every function of a folder for this machine and prints how long each takes from the start of its
// process until it asks for its first event, and what memory it has by then.
func coldstart(args []string) error {
	if len(args) != 1 {
		return errors.New("coldstart: give the folder of the functions")
	}
	bin, err := os.MkdirTemp("", "coldstart")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	mains, err := filepath.Glob(filepath.Join(args[0], "*", "main.go"))
	if err != nil || len(mains) == 0 {
		return fmt.Errorf("coldstart: no functions in %s: %w", args[0], errors.Join(err, os.ErrNotExist))
	}
	fmt.Printf("%-10s %9s %9s %9s %9s\n", "function", "median ms", "max ms", "RSS MB", "MB")
	for _, m := range mains {
		folder, err := filepath.Abs(filepath.Dir(m))
		if err != nil {
			return err
		}
		program := filepath.Join(bin, filepath.Base(folder))
		build := exec.Command("go", "build", "-tags", "lambda.norpc", "-trimpath", "-ldflags", "-s -w", "-o", program, folder)
		build.Env, build.Stderr = append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
		if err := build.Run(); err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
		if err := timeStarts(program); err != nil {
			return err
		}
	}
	return nil
}

func timeStarts(program string) error {
	info, err := os.Stat(program)
	if err != nil {
		return err
	}
	var times []time.Duration
	resident := 0.0
	for range starts {
		took, mb, err := startOnce(program)
		if err != nil {
			return fmt.Errorf("%s: %w", program, err)
		}
		times, resident = append(times, took), max(resident, mb)
	}
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Printf("%-10s %9.1f %9.1f %9.1f %9.1f\n", filepath.Base(program), ms(times[len(times)/2]), ms(times[len(times)-1]),
		resident, float64(info.Size())/1e6)
	return nil
}

// startOnce starts a function and stops it when it asks for an event.
func startOnce(program string) (took time.Duration, residentMB float64, err error) {
	asked := make(chan time.Time, 1)
	release := make(chan struct{})
	runtimeAPI := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/invocation/next") {
			asked <- time.Now()
			<-release
		}
	}))
	defer runtimeAPI.Close()
	defer close(release)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, program)
	c.Env = []string{"AWS_LAMBDA_RUNTIME_API=" + runtimeAPI.Listener.Addr().String()}
	began := time.Now()
	if err := c.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		_ = c.Process.Kill()
		_ = c.Wait() // it was killed
	}()
	select {
	case at := <-asked:
		return at.Sub(began), resident(c.Process.Pid), nil
	case <-ctx.Done():
		return 0, 0, errors.New("asked for no event")
	}
}

// resident is the memory of a process in MB, where the system tells.
func resident(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1000
		}
	}
	return 0
}
