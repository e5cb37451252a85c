// Nothing: what its target reads of other headers is there to be used by others (test/CMakeLists.txt).
