"""`python -m erp.kernel.runtime`: the command behind `make demo` and `make run`."""

import sys

from erp.kernel.runtime.command import main

sys.exit(main(sys.argv[1:]))
