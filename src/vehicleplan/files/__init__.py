"""Reading and writing files: the only room that touches the disk for scenarios, catalogs and histories."""
