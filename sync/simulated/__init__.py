"""Many tablets and one server in memory, with every fault, from one seed: see `sync.simulate`."""
