// Command kube-controller-manager runs the controllers that the API cannot do
// without: namespaces, garbage collection, quota, service accounts.
package main

import (
	"os"

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

func main() { os.Exit(cli.Run(app.NewControllerManagerCommand())) }
