package dev.skerry.edge.semantics;

import static dev.skerry.edge.semantics.Cases.NOW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.fuzz.Fuzzer;
import dev.skerry.http.Fields;
import dev.skerry.http.HttpDate;
import dev.skerry.http.MediaType;
import dev.skerry.http.Request;
import dev.skerry.http.Response;
import dev.skerry.http.structured.StructuredFields;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SemanticsFuzzTest {
  private static Fields fields(byte[] input) {
    Fields fields = new Fields();
    for (String line : new String(input, ISO_8859_1).split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.add(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  @Test
  void anyFieldsLeadToADecision() {
    Fuzzer.of(
            "cache-fields",
            "max-age=",
            "s-maxage=",
            "no-store",
            "private",
            "no-cache=\"",
            "must-understand",
            "public",
            "W/\"",
            "*",
            "GMT",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "2147483648",
            "99999999999999999999",
            "\netag: ",
            "\nvary: ",
            "\nage: ",
            "\nrange: bytes=",
            "\nif-range: ",
            "../",
            "//",
            "https:")
        .run(input -> decideEverything(fields(input)));
  }

  private static void decideEverything(Fields fields) {
    Request request = new Request("GET", "https", "example.com", "/a/b", "c", fields);
    Response response = new Response(200, fields);
    StoreDecision decision =
        Storability.decide(request, response, CachePolicy.DEFAULT, Timing.at(NOW));
    if (decision instanceof StoreDecision.Store store) {
      Freshness freshness = store.freshness();
      assertThat(freshness.currentAgeMillis(NOW)).isNotNegative();
      assertThat(freshness.lifetimeMillis()).isBetween(0L, DeltaSeconds.MAX * 1000);
      CacheControl viewer = CacheControl.ofRequest(fields);
      Reuse.decide(viewer, freshness, NOW + 5_000, CachePolicy.DEFAULT);
      Fields stored = StoredFields.of(fields, store.withoutFields(), NOW);
      assertThat(HttpDate.parse(stored.first("date"), NOW)).isNotEqualTo(HttpDate.INVALID);
      Freshening.update(request, 200, stored, fields, CachePolicy.DEFAULT, Timing.at(NOW));
    }
    Validators validators = Validators.of(fields);
    Preconditions.evaluate(request, 200, validators, NOW);
    IfRange.holds(fields, validators);
    Validation.setConditions(fields.copy(), validators);
    Freshening.select(fields, List.of(validators, validators));
    Vary vary = Vary.of(fields);
    if (!vary.isAny()) {
      assertThat(vary.variant(fields)).isEqualTo(vary.variant(fields.copy()));
    }
    AcceptLanguage.likesBest(fields.first("accept-language"), "de");
    Invalidation.targets(request.copy().method("POST"), response);
    SurrogateTags.of(fields, 16, 64);
    Hops.isLoop(fields, "skerry", 0);
    Hops.mayForward(request.copy().method("TRACE"));
    MediaType.parse(fields.first("content-type"));
  }

  @Test
  void aStructuredFieldIsReadOrRefusedAndReadsBackAsWritten() {
    Fuzzer.of("structured-fields", "?1", "@", "%\"", ":", ";a", "(", ")", ", ", "=", "\\\"", "-1.5")
        .run(
            input -> {
              String text = new String(input, ISO_8859_1);
              var list = StructuredFields.list(text);
              if (list != null) {
                assertThat(StructuredFields.list(StructuredFields.write(list))).isEqualTo(list);
              }
              var dictionary = StructuredFields.dictionary(text);
              if (dictionary != null) {
                assertThat(StructuredFields.dictionary(StructuredFields.write(dictionary)))
                    .isEqualTo(dictionary);
              }
              StructuredFields.item(text);
              ResponseControl.parseTargeted(text);
            });
  }

  @Test
  void rangesAreResolvedInsideTheContentOrIgnored() {
    Fuzzer.of("range-fields", "bytes=", "bytes ", "-", ",", "/", "*", "9223372036854775807")
        .run(
            input -> {
              String text = new String(input, ISO_8859_1);
              RangeField ranges = RangeField.parse(text, 16);
              if (ranges != null) {
                ranges.resolveWithoutLength();
                if (ranges.resolve(1000) instanceof RangeField.Answer.Parts(var parts)) {
                  assertThat(parts).isNotEmpty().allMatch(part -> part.last() < 1000);
                }
              }
              ContentRange range = ContentRange.parse(text);
              if (range != null) {
                assertThat(ContentRange.parse(range.range().contentRange(range.completeLength())))
                    .isEqualTo(range);
                range.fittedTo(3);
              }
              HttpDate.parse(text, NOW);
              UriReference.of(Cases.get(null)).resolve(text);
            });
  }
}
