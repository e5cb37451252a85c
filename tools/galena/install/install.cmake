# What `cmake --install` puts below a prefix, and what `cpack` makes a package of. The library and the sources of kernels
# are in the program itself; it finds tier 1 in ../lib/galena from where it lies, so that a prefix can be moved.

# Pages of the manual, from what the program says of itself; with each link, so that they are never behind.
set(manual ${CMAKE_BINARY_DIR}/man)
add_custom_command(
  TARGET galena
  POST_BUILD
  COMMAND ${CMAKE_COMMAND} -DGALENA=$<TARGET_FILE:galena> -DFOLDER=${manual} -P ${CMAKE_CURRENT_LIST_DIR}/manual.cmake
  COMMENT "Writing the manual"
  VERBATIM)

# Tests and benchmarks need not be built for it.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
install(TARGETS galena DESTINATION bin)
if(TARGET galena_jit)
  install(TARGETS galena_jit RUNTIME DESTINATION lib/galena)
endif()
install(DIRECTORY ${manual}/ DESTINATION share/man/man1)
install(DIRECTORY doc/ DESTINATION share/doc/galena FILES_MATCHING PATTERN *.md)
# As Debian calls it.
install(FILES LICENSE DESTINATION share/doc/galena RENAME copyright)

# What is linked into the program, or compiled into it from headers, is somebody's: their notices go with it.
foreach(package libgmp-dev libfmt-dev libcli11-dev nlohmann-json3-dev liblmdb-dev libuv1-dev libedit-dev libncurses-dev
                libbsd-dev libmd-dev libssl-dev libsodium-dev libsecp256k1-dev llvm-19-dev)
  install(FILES /usr/share/doc/${package}/copyright DESTINATION share/doc/galena/notices RENAME ${package})
endforeach()
install(FILES third_party/blake3/LICENSE_CC0 DESTINATION share/doc/galena/notices RENAME blake3)
install(FILES third_party/softfloat/COPYING.txt DESTINATION share/doc/galena/notices RENAME softfloat)

set(completions ${CMAKE_SOURCE_DIR}/tools/galena/completion)
install(FILES ${completions}/galena.bash DESTINATION share/bash-completion/completions RENAME galena)
install(FILES ${completions}/galena.fish DESTINATION share/fish/vendor_completions.d)
# Debian's zsh does not look into site-functions of /usr.
install(CODE "set(completions ${completions})")
install(CODE [[
  set(functions site-functions)
  if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    set(functions vendor-completions)
  endif()
  file(INSTALL ${completions}/_galena DESTINATION ${CMAKE_INSTALL_PREFIX}/share/zsh/${functions})
]])

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Galena authors <galena@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Hoon compiler and Nock runtime")
set(CPACK_PACKAGE_DESCRIPTION
    "Compiles Hoon to Nock as the self-hosted compiler does, runs Nock with jets and\na JIT tier, and boots Arvo kernels from pills.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
# Its programs are linked to nothing at run time, so it depends on nothing. What gdb looks for in them stays.
set(CPACK_STRIP_FILES ON)
set(CMAKE_STRIP ${CMAKE_CURRENT_LIST_DIR}/strip)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
