"""Checks of the map: places, structures, names, who carries whom."""
