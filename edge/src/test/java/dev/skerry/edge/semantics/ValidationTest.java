package dev.skerry.edge.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static Validators stored(String fields) {
    return Validators.of(Cases.fields(fields));
  }

  @Test
  void asksWithTagAndDateInPlaceOfTheViewersConditions() {
    Fields request =
        Cases.fields(
            "accept: x ~ if-none-match: \"viewer\" ~ if-range: \"r\" ~ range: bytes=0-1 ~"
                + " if-modified-since: @-1");
    Validators validators = stored("etag: W/\"a\" ~ last-modified: Fri, 31 Dec 1999 23:59:59 GMT");
    assertThat(Validation.setConditions(request, validators)).isTrue();
    assertThat(request)
        .isEqualTo(
            Fields.of(
                "accept", "x",
                "if-none-match", "W/\"a\"",
                "if-modified-since", "Fri, 31 Dec 1999 23:59:59 GMT"));
  }

  @Test
  void asksWithNothingWhereThereIsNoValidator() {
    Fields request = Cases.fields("if-none-match: \"viewer\"");
    assertThat(Validation.setConditions(request, stored("last-modified: nonsense"))).isFalse();
    assertThat(request.isEmpty()).isTrue();
  }

  @Test
  void anUnquotedTagIsSentAsItCame() {
    Fields request = new Fields();
    assertThat(Validation.setConditions(request, stored("etag: abc"))).isTrue();
    assertThat(request).isEqualTo(Fields.of("if-none-match", "abc"));
  }

  @Test
  void asksForSeveralVariantsAtOnce() {
    Fields request = new Fields();
    List<Validators> candidates =
        List.of(
            stored("etag: \"a\""),
            stored("last-modified: @0"),
            stored("etag: W/\"b\""),
            stored("etag: bad, tag"),
            stored("etag: \"a\""));
    assertThat(Validation.setConditions(request, candidates))
        .containsExactly(candidates.get(0), candidates.get(2), candidates.get(4));
    assertThat(request).isEqualTo(Fields.of("if-none-match", "\"a\", W/\"b\""));
  }

  @Test
  void asksForNoMoreThanSixteenTags() {
    List<Validators> candidates = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      candidates.add(stored("etag: \"" + i + "\""));
    }
    assertThat(Validation.setConditions(new Fields(), candidates)).hasSize(16);
  }

  @Test
  void aSingleVariantIsAskedForWithItsDateToo() {
    Fields request = new Fields();
    List<Validators> one = List.of(stored("last-modified: Fri, 31 Dec 1999 23:59:59 GMT"));
    assertThat(Validation.setConditions(request, one)).isEqualTo(one);
    assertThat(request.contains("if-modified-since")).isTrue();
    assertThat(Validation.setConditions(request, List.of(stored("x: y")))).isEmpty();
  }
}
