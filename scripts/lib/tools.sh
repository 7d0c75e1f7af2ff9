need_lab() { :; }
