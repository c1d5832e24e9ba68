package dev.skerry.origin.objects.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents, read and written. */
class XmlTest {
  private static final String DELETE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <!-- a comment --><Object><Key> a &amp; <![CDATA[<b>]]> &#233; </Key></Object>
        <Quiet>true</Quiet>
      </Delete>
      """;

  @Test
  void aDocumentIsReadWithItsTexts() {
    XmlNode root = XmlReader.read(DELETE.getBytes(UTF_8)).named("Delete");
    assertThat(root.value("Quiet")).contains("true");
    assertThat(root.all("Object").getFirst().child("Key").orElseThrow().text())
        .isEqualTo(" a & <b> é ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a>&b;</a>",
        "<a xmlns='urn:other'/>",
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
        "<a>\u0001</a>",
        "<a b=\"1\" b=\"2\"/>",
      })
  void whatIsNoPlainDocumentIsRefused(String text) {
    assertRefused(text.getBytes(UTF_8));
  }

  @Test
  void aDocumentThatIsTooDeepIsRefused() {
    assertRefused(("<a>".repeat(17) + "</a>".repeat(17)).getBytes(UTF_8));
    assertThat(XmlReader.read(("<a>".repeat(16) + "</a>".repeat(16)).getBytes(UTF_8)).name())
        .isEqualTo("a");
  }

  @Test
  void damagedDocumentsAreReadOrRefusedAndNothingElse() {
    long seed = 20261121;
    Random random = new Random(seed);
    byte[] corpus = DELETE.getBytes(UTF_8);
    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = corpus.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : corpus[random.nextInt(corpus.length)];
      }
      try {
        assertThat(XmlReader.read(damaged).name()).isNotEmpty();
      } catch (S3Exception e) {
        assertThat(e.error()).as("seed %d", seed).isEqualTo(S3Error.MALFORMED_XML);
      }
    }
  }

  @Test
  void aDocumentIsWrittenEscaped() {
    byte[] document =
        XmlText.of("R").element("K", "a<&>\"'\r\n\u0001é☃𝄞").element("N", 5).end("R");
    assertThat(new String(document, UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <R xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><K>a&lt;&amp;&gt;&quot;'&#xd;
            &#x1;é☃𝄞</K><N>5</N></R>\
            """);
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    byte[] document = XmlText.of("R").element("K", "a<&>\"'\r\n\té☃𝄞").end("R");
    assertThat(XmlReader.read(document).child("K").orElseThrow().text())
        .isEqualTo("a<&>\"'\r\n\té☃𝄞");
  }

  private static void assertRefused(byte[] document) {
    assertThatThrownBy(() -> XmlReader.read(document))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.error()).isEqualTo(S3Error.MALFORMED_XML));
  }
}
