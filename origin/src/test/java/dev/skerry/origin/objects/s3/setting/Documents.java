package dev.skerry.origin.objects.s3.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlReader;
import java.util.function.Consumer;
import java.util.function.Function;

/** Documents as texts. */
final class Documents {
  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private Documents() {}

  static XmlNode read(String text) {
    return XmlReader.read(text.getBytes(UTF_8));
  }

  /** Asserts that a document of a root is answered as it was sent, and read again the same. */
  static void assertKept(String root, String inner, Function<XmlNode, byte[]> keeping) {
    String sent = "<" + root + ">" + inner + "</" + root + ">";
    byte[] kept = keeping.apply(read(sent));
    assertThat(new String(kept, UTF_8))
        .isEqualTo(DECLARATION + "<" + root + NAMESPACE + ">" + inner + "</" + root + ">");
    assertThat(keeping.apply(XmlReader.read(kept))).isEqualTo(kept);
  }

  /** Asserts that a document is refused with an error whose message begins so. */
  static void assertRefused(String text, String code, String message, Consumer<XmlNode> reading) {
    assertThatThrownBy(() -> reading.accept(read(text)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.error().code()).as(text).isEqualTo(code);
              assertThat(e).hasMessageStartingWith(message);
            });
  }
}
