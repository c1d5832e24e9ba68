package dev.skerry.origin.objects.s3.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A document that is being written, in UTF-8. Names of elements are written as they are, and are
 * the caller's to be right; texts are escaped.
 */
public final class XmlText {
  private static final byte[] DECLARATION = octets("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private static final int FIRST_BYTES = 1_024;

  private byte[] octets = new byte[FIRST_BYTES];
  private int size;

  /** A document with a root in S3's namespace. */
  public static XmlText of(String root) {
    return new XmlText()
        .raw(DECLARATION)
        .raw("<" + root + " xmlns=\"" + XmlReader.NAMESPACE + "\">");
  }

  /** A document with a root in no namespace, as errors are. */
  public static XmlText plain(String root) {
    return new XmlText().raw(DECLARATION).open(root);
  }

  private static byte[] octets(String ascii) {
    return ascii.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Begins an element. */
  public XmlText open(String name) {
    return octet('<').raw(name).octet('>');
  }

  /** Begins an element with attributes, which are written as they are. */
  public XmlText open(String name, String attributes) {
    return octet('<').raw(name).octet(' ').raw(attributes).octet('>');
  }

  /** Ends an element. */
  public XmlText close(String name) {
    return octet('<').octet('/').raw(name).octet('>');
  }

  /** An element with a text. */
  public XmlText element(String name, String text) {
    return open(name).text(text).close(name);
  }

  /** An element with a text, if there is one. */
  public XmlText optional(String name, @Nullable String text) {
    return text == null ? this : element(name, text);
  }

  /** An element with a number. */
  public XmlText element(String name, long number) {
    return open(name).raw(Long.toString(number)).close(name);
  }

  /** An element that is true or false. */
  public XmlText element(String name, boolean value) {
    return open(name).raw(value ? "true" : "false").close(name);
  }

  /**
   * Characters. Those that XML does not have are written as references all the same, as S3 writes
   * them: clients that cannot read them ask for encoded keys.
   */
  public XmlText text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7F && c != '<' && c != '>' && c != '&' && c != '"') {
        octet(c);
      } else {
        i += special(text, i, c);
      }
    }
    return this;
  }

  /** Writes what is not a plain character; how many chars more than one it was. */
  private int special(String text, int at, char c) {
    switch (c) {
      case '<' -> raw("&lt;");
      case '>' -> raw("&gt;");
      case '&' -> raw("&amp;");
      case '"' -> raw("&quot;");
      case '\t', '\n' -> octet(c);
      case 0xFFFE, 0xFFFF -> raw("&#x" + Integer.toHexString(c) + ";");
      default -> {
        if (c < ' ') {
          raw("&#x" + Integer.toHexString(c) + ";");
        } else {
          int point = text.codePointAt(at);
          raw(Character.toString(point).getBytes(StandardCharsets.UTF_8));
          return Character.charCount(point) - 1;
        }
      }
    }
    return 0;
  }

  /** Octets that are XML already. */
  public XmlText raw(byte[] xml) {
    reserve(xml.length);
    System.arraycopy(xml, 0, octets, size, xml.length);
    size += xml.length;
    return this;
  }

  /** Text that is XML already, of ASCII. */
  @SuppressWarnings("deprecation") // the high octets of ASCII are zero, and nothing is decoded
  public XmlText raw(String xml) {
    reserve(xml.length());
    xml.getBytes(0, xml.length(), octets, size);
    size += xml.length();
    return this;
  }

  private XmlText octet(int octet) {
    reserve(1);
    octets[size++] = (byte) octet;
    return this;
  }

  private void reserve(int more) {
    if (more > octets.length - size) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, size + more));
    }
  }

  /** Ends the document. */
  public byte[] end(String root) {
    close(root);
    return Arrays.copyOf(octets, size);
  }
}
