package dev.skerry.origin.objects.s3.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may use a bucket. */
class CorsDocumentTest {
  private static final CorsDocument RULES =
      CorsDocument.of(
          Documents.read(
              """
              <CORSConfiguration>
                <CORSRule><ID>exact</ID><AllowedOrigin>https://a.example</AllowedOrigin>
                  <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>
                  <AllowedHeader>x-amz-*</AllowedHeader>
                  <AllowedHeader>Content-Type</AllowedHeader></CORSRule>
                <CORSRule><ID>star</ID><AllowedOrigin>https://*.example</AllowedOrigin>
                  <AllowedMethod>GET</AllowedMethod></CORSRule>
                <CORSRule><ID>any</ID><AllowedOrigin>*</AllowedOrigin>
                  <AllowedMethod>HEAD</AllowedMethod>
                  <AllowedHeader>*</AllowedHeader></CORSRule>
              </CORSConfiguration>\
              """));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "https://a.example, GET, '', exact",
        "https://a.example, PUT, '', exact",
        "https://a.example, PUT, content-type, exact",
        "https://a.example, PUT, X-AMZ-Meta-A content-type, exact",
        "https://a.example, PUT, x-other, -",
        "https://a.example, GET, x-other, -",
        "https://a.example, DELETE, '', -",
        "https://a.example, HEAD, x-other, any",
        "https://b.example, GET, '', star",
        "https://b.c.example, GET, '', star",
        "https://.example, GET, '', star",
        "https://example, GET, '', -",
        "https://b.example, GET, content-type, -",
        "https://b.example, PUT, '', -",
        "http://b.example, GET, '', -",
        "https://B.EXAMPLE, GET, '', -",
        "null, HEAD, '', any",
      })
  void theFirstRuleThatAllowsARequestCounts(
      String origin, String method, String headers, @Nullable String rule) {
    List<String> asked = headers.isEmpty() ? List.of() : List.of(headers.split(" "));
    assertThat(RULES.find(origin, method, asked).map(CorsRule::id).orElse(null)).isEqualTo(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>",
        "<CORSRule><ID>i</ID><AllowedOrigin>http://*.a</AllowedOrigin><AllowedOrigin>b"
            + "</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>HEAD"
            + "</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
            + "<MaxAgeSeconds>0</MaxAgeSeconds></CORSRule><CORSRule><AllowedOrigin>&lt;"
            + "</AllowedOrigin><AllowedMethod>POST</AllowedMethod></CORSRule>",
      })
  void aConfigurationIsAnsweredAsItWasSet(String rules) {
    Documents.assertKept(
        "CORSConfiguration", rules, document -> CorsDocument.of(document).document());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | MalformedXML | ''",
        "<Rule/> | MalformedXML | ''",
        "<CORSRule/> | MalformedXML | ''",
        "<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule> | MalformedXML | ''",
        "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule> | MalformedXML | ''",
        "<CORSRule>+<Other/></CORSRule> | MalformedXML | ''",
        "<CORSRule>+<ID>a</ID><ID>a</ID></CORSRule> | MalformedXML | ''",
        "<CORSRule>+<MaxAgeSeconds>x</MaxAgeSeconds></CORSRule> | MalformedXML | ''",
        "<CORSRule>+<MaxAgeSeconds>-1</MaxAgeSeconds></CORSRule> | MalformedXML | ''",
        "<CORSRule>+<AllowedMethod>get</AllowedMethod></CORSRule> | InvalidRequest"
            + " | Found unsupported HTTP method in CORS config. Unsupported method is get",
        "<CORSRule>+<AllowedMethod>OPTIONS</AllowedMethod></CORSRule> | InvalidRequest | Found",
        "<CORSRule>+<AllowedOrigin>*a*</AllowedOrigin></CORSRule> | InvalidRequest"
            + " | AllowedOrigin \"*a*\" can not have more than one wildcard.",
        "<CORSRule>+<AllowedHeader>**</AllowedHeader></CORSRule> | InvalidRequest"
            + " | AllowedHeader \"**\" can not have more than one wildcard.",
        "<CORSRule>+<ExposeHeader>*</ExposeHeader></CORSRule> | InvalidRequest"
            + " | ExposeHeader \"*\" contains wildcard.",
      })
  void whatCannotBeIsRefused(String rules, String code, String message) {
    String whole =
        rules.replace("+", "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>");
    Documents.assertRefused(
        "<CORSConfiguration>" + whole + "</CORSConfiguration>", code, message, CorsDocument::of);
  }
}
