package dev.skerry.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are written in other words than their own. */
class SecretFormsTest {
  private static final String NASTY = "pä\"ss\\wo/rd &+\n\u0001~1";

  private static Bindings secret(String text) {
    return Bindings.of(Map.of("KEY", new Binding.Secret(text)));
  }

  private static void hides(String secret, String written) {
    String shown = secret(secret).withoutSecrets("<" + written + ">");
    assertThat(shown).as(written).isEqualTo("<***>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sesame-open", NASTY, "with space"})
  void aSecretIsHiddenInTheTextsThatJavaScriptAndUrlsMakeOfIt(String secret) {
    hides(secret, secret);
    hides(secret, URLEncoder.encode(secret, UTF_8));
    hides(secret, URLEncoder.encode(secret, UTF_8).toLowerCase(Locale.ROOT));
    hides(secret, URLEncoder.encode(secret, UTF_8).replace("+", "%20").replace("*", "%2A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // JSON.stringify
        "pä\\\"ss\\\\wo/rd &+\\n\\u0001~1",
        "p\\u00e4\\\"ss\\\\wo/rd &+\\n\\u0001~1",
        // encodeURIComponent, encodeURI, URLSearchParams
        "p%C3%A4%22ss%5Cwo%2Frd%20%26%2B%0A%01~1",
        "p%C3%A4%22ss%5Cwo/rd%20&+%0A%01~1",
        "p%C3%A4%22ss%5Cwo%2Frd+%26%2B%0A%01%7E1"
      })
  void eachFormIsTheOneThatItsLanguageMakes(String written) {
    hides(NASTY, written);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void inBase64NothingIsLeftFromWhichItCouldBeReadWhereverItBegins(int before) {
    String secret = "sesame-öpen-0123";
    byte[] all = ("user:".substring(0, before) + secret + ":x").getBytes(UTF_8);
    for (Base64.Encoder encoder : Arrays.asList(Base64.getEncoder(), Base64.getUrlEncoder())) {
      String shown = secret(secret).withoutSecrets("Basic " + encoder.encodeToString(all));
      assertThat(shown).contains("***");
      // At most a character beside it on either side has bits of it.
      assertThat(shown.length()).isLessThan("Basic ".length() + "***".length() + 14);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sesame", "c2VzYW1l", "a%20b", "{\"open\":\"sesame\"}"})
  void otherTextsStayAsTheyAre(String text) {
    assertThat(secret("sesame-open").withoutSecrets(text)).isSameAs(text);
  }
}
