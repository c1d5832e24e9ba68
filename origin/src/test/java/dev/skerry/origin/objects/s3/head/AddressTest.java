package dev.skerry.origin.objects.s3.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.s3.error.S3Exception;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests are addressed to. */
class AddressTest {
  private static final List<String> HOSTS = List.of("s3.localhost", "localhost");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // host | path | bucket | key
        "127.0.0.1:9000, /, -, -",
        "127.0.0.1:9000, /b, b, -",
        "127.0.0.1:9000, /b/, b, -",
        "127.0.0.1:9000, /b/k, b, k",
        "127.0.0.1:9000, /b//k, b, /k",
        "127.0.0.1:9000, /b/a/../k, b, a/../k",
        "127.0.0.1:9000, /b/.., b, ..",
        "127.0.0.1:9000, /b/a//b/, b, a//b/",
        "127.0.0.1:9000, /b/%2F, b, /",
        "127.0.0.1:9000, /b/%252F, b, %2F",
        "127.0.0.1:9000, /b/a+b%20c, b, a+b c",
        "127.0.0.1:9000, /b/%C3%BC, b, ü",
        "b.localhost:9000, /, b, -",
        "b.localhost, /k, b, k",
        "b.c.s3.localhost, //k, b.c, /k",
        "s3.localhost, /b/k, b, k",
        "localhost, /b/k, b, k",
        "blocalhost, /b/k, b, k",
        "example.org, /b/k, b, k",
      })
  void theBucketAndTheKey(String host, String path, String bucket, String key) {
    Address address = Address.of(request(host, path), HOSTS);
    assertThat(address.bucket()).isEqualTo(bucket);
    assertThat(address.key()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({"/b/%", "/b/%4", "/b/%zz", "/b/%FF", "/%C3/k"})
  void whatIsNotEncodedRightIsNoAddress(String path) {
    assertThatThrownBy(() -> Address.of(request("h", path), HOSTS))
        .isInstanceOf(S3Exception.class)
        .hasMessage("Couldn't parse the specified URI.");
  }

  @Test
  void aKeyHasUpToSoManyOctets() {
    assertThat(Address.of(request("h", "/b/" + "%C3%BC".repeat(512)), HOSTS).key()).hasSize(512);
    assertThatThrownBy(() -> Address.of(request("h", "/b/" + "%C3%BC".repeat(512) + "x"), HOSTS))
        .hasMessage("Your key is too long");
  }

  @ParameterizedTest
  @CsvSource({
    "abc, true",
    "a.b-c.1, true",
    "ab, false",
    "Abc, false",
    "a_b, false",
    "-abc, false",
    "abc-, false",
    "a..b, false",
    "a.-b, false",
    "192.168.0.1, false",
    "xn--abc, false",
    "abc-s3alias, false",
  })
  void theNamesThatBucketsMayHave(String name, boolean valid) {
    assertThat(BucketName.isValid(name)).isEqualTo(valid);
  }

  private static Request request(String host, String path) {
    return new Request("GET", "http", host, path, null, new Fields());
  }
}
