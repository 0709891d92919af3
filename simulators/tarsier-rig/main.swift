print("tarsier-rig")
