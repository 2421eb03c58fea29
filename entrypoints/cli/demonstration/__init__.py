"""The whole main job in one process: a supplier, its orders, both servers, and what each side then holds."""
