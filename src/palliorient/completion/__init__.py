"""What the shell proposes at the Tab key: commands, options, values, hospitals.

The shell gives back the words typed (`palliorient --completion bash …`); nothing of the
command library is loaded to answer it: what may be typed is kept (see `description`).
"""

SHELLS = ("bash", "zsh", "fish")
