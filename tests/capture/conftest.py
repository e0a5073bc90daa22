from shells import running_shell, shell  # noqa: F401
