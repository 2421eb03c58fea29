"""The web console: what needs a person, for suppliers' office managers and Upstock's support staff."""
