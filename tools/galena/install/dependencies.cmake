# Read by cpack: what a Debian package depends on, which is what its two ELF files are linked to.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
  return()
endif()
set(folder ${CPACK_TOPLEVEL_DIRECTORY}/dependencies)
file(WRITE ${folder}/debian/control "Source: galena\n\nPackage: galena\nArchitecture: any\n")
set(arguments -O -dDepends -e${CPACK_GALENA_PROGRAM})
if(CPACK_GALENA_JIT)
  list(APPEND arguments -e${CPACK_GALENA_JIT})
endif()
# It complains of files that no package holds yet.
execute_process(COMMAND dpkg-shlibdeps ${arguments} WORKING_DIRECTORY ${folder} OUTPUT_VARIABLE found
                ERROR_VARIABLE complaints)
if(found MATCHES "shlibs:Depends=([^\n]*)")
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "${CMAKE_MATCH_1}")
endif()
if(NOT CPACK_DEBIAN_PACKAGE_DEPENDS)
  message(FATAL_ERROR "dpkg-shlibdeps (package dpkg-dev) found no dependencies: ${complaints}")
endif()
