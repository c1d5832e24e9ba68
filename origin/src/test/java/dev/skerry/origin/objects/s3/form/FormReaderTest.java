package dev.skerry.origin.objects.s3.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forms are read up to their file, and then as they come. */
class FormReaderTest {
  private static final String TYPE = "multipart/form-data; boundary=x";

  private static FormReader.Form read(String content) throws IOException {
    return FormReader.read(new ByteArrayInputStream(content.getBytes(ISO_8859_1)), TYPE);
  }

  @Test
  void fieldsAreInFrontOfTheFileAndWhatFollowsItIsNotLookedAt() throws IOException {
    FormReader.Form form =
        read(
            """
            nothing\r
            --x\r
            content-disposition: form-data; name="Key"\r
            \r
            a/b\r
            --x\r
            content-disposition: form-data; name="file"; filename="C:\\\\c.txt"\r
            content-type: text/plain\r
            \r
            one
            --x two\r
            --x\r
            content-disposition: form-data; name="late"\r
            \r
            no\r
            --x--\r
            """);
    assertThat(form.fields()).isEqualTo(Map.of("key", "a/b"));
    assertThat(form.filename()).isEqualTo("c.txt");
    assertThat(form.type()).isEqualTo("text/plain");
    assertThat(new String(form.file().readAllBytes(), ISO_8859_1)).isEqualTo("one\n--x two");
  }

  @Test
  void whatIsInFrontOfTheFirstDelimiterIsBoundedAsFieldsAre() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }
        };
    assertThatThrownBy(() -> FormReader.read(endless, TYPE))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error()).isEqualTo(S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED));
  }

  @Test
  void aFormThatBreaksOffIsMalformed() {
    assertThatThrownBy(() -> read("--x\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nb"))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.error()).isEqualTo(S3Error.MALFORMED_POST_REQUEST));
  }
}
