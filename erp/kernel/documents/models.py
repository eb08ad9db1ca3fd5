"""No tables of its own: the module is here because post_migrate is sent only to apps that have one."""
