package dev.skerry.handler.web.coding;

/** The formats of the Compression Standard §4. */
public enum Format {
  /** RFC 1950. */
  DEFLATE,
  /** RFC 1951. */
  DEFLATE_RAW,
  /** RFC 1952. */
  GZIP;

  /** Whether what stands around the compressed octets is written by the JDK. */
  boolean isWrapped() {
    return this == DEFLATE;
  }

  /** One that compresses. */
  public Coder compressor() {
    return new Compressor(this);
  }

  /** One that undoes it. */
  public Coder decompressor() {
    return new Decompressor(this);
  }
}
