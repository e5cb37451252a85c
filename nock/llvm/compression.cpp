// LLVM's compression, which our objects have no use for: nothing is available. In the place of LLVM's own, it saves
// galena_jit two libraries.
#include <llvm/Support/Compression.h>
#include <llvm/Support/Error.h>

namespace llvm::compression {
namespace {

constexpr const char* kUnsupported = "compression is not built in";

Error unsupported() {
  return createStringError(kUnsupported);
}

}  // namespace

namespace zlib {
bool isAvailable() {
  return false;
}
void compress(ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&, int) {}
Error decompress(ArrayRef<uint8_t>, uint8_t*, size_t&) {
  return unsupported();
}
Error decompress(ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&, size_t) {
  return unsupported();
}
}  // namespace zlib

namespace zstd {
bool isAvailable() {
  return false;
}
void compress(ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&, int, bool) {}
Error decompress(ArrayRef<uint8_t>, uint8_t*, size_t&) {
  return unsupported();
}
Error decompress(ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&, size_t) {
  return unsupported();
}
}  // namespace zstd

const char* getReasonIfUnsupported(Format) {
  return kUnsupported;
}
void compress(Params, ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&) {}
Error decompress(DebugCompressionType, ArrayRef<uint8_t>, uint8_t*, size_t) {
  return unsupported();
}
Error decompress(Format, ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&, size_t) {
  return unsupported();
}
Error decompress(DebugCompressionType, ArrayRef<uint8_t>, SmallVectorImpl<uint8_t>&, size_t) {
  return unsupported();
}

}  // namespace llvm::compression

// The sum that LLVM takes from the same library.
extern "C" unsigned long crc32(unsigned long sum, const unsigned char* bytes, unsigned size) {
  constexpr uint32_t kPolynomial = 0xedb88320;  // of CRC-32, its bits reversed
  uint32_t rest = ~static_cast<uint32_t>(sum);
  if (bytes == nullptr) return 0;
  for (unsigned i = 0; i < size; ++i) {
    rest ^= bytes[i];
    for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ ((rest & 1) != 0 ? kPolynomial : 0);
  }
  return static_cast<uint32_t>(~rest);
}
