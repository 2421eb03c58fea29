"""One folder for each outside party; only the container names them."""
