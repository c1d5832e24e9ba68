package dev.skerry.origin.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.origin.objects.ObjectLock.Mode;
import dev.skerry.origin.objects.ObjectLock.Retention;
import dev.skerry.origin.objects.ReadCondition.Outcome;
import dev.skerry.origin.objects.content.ContentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that ask nobody: object lock and conditions. */
class RulesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000);
  private static final ObjectVersion OBJECT =
      new ObjectVersion(
          "key",
          VersionId.NULL,
          1,
          NOW.plusMillis(500),
          "me",
          new Body(new ContentId(1, 1), 7, "etag", null, 0, Encryption.NONE),
          Traits.PLAIN);

  private static @Nullable Retention retention(@Nullable String text) {
    return text == null
        ? null
        : new Retention(
            text.startsWith("G") ? Mode.GOVERNANCE : Mode.COMPLIANCE,
            NOW.plusSeconds(Long.parseLong(text.substring(1))));
  }

  @ParameterizedTest
  @CsvSource({
    ",    false, false, false",
    "G5,  false, false, true",
    "G5,  false, true,  false",
    "G0,  false, false, false",
    "C5,  false, true,  true",
    "C-1, false, false, false",
    ",    true,  true,  true",
    "G5,  true,  true,  true"
  })
  void aVersionIsKeptByRetentionOrHold(
      @Nullable String retention, boolean hold, boolean bypass, boolean kept) {
    ObjectLock lock = new ObjectLock(retention(retention), hold);
    assertThat(lock.keeps(NOW, bypass)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    ",    C5,  false, true",
    "G5,  G6,  false, true",
    "G5,  C5,  false, false",
    "G5,  C5,  true,  true",
    "G5,  G4,  false, false",
    "G5,  G4,  true,  true",
    "G5,  ,    false, false",
    "G5,  ,    true,  true",
    "G-1, ,    false, true",
    "C5,  C6,  false, true",
    "C5,  C4,  true,  false",
    "C5,  G6,  true,  false",
    "C5,  ,    true,  false"
  })
  void aRetentionBecomesLongerAndSeldomShorter(
      @Nullable String before, @Nullable String after, boolean bypass, boolean allowed) {
    ObjectLock lock = new ObjectLock(retention(before), null);
    assertThat(lock.allows(retention(after), NOW, bypass)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    ",     ,      ,    ,    SEND",
    "etag, ,      ,    ,    SEND",
    "*,    ,      ,    ,    SEND",
    "no,   ,      ,    ,    FAILED",
    ",     etag,  ,    ,    NOT_MODIFIED",
    ",     *,     ,    ,    NOT_MODIFIED",
    ",     no,    ,    ,    SEND",
    ",     ,      0,   ,    NOT_MODIFIED",
    ",     ,      -1,  ,    SEND",
    ",     ,      99,  ,    SEND",
    ",     ,      ,    0,   SEND",
    ",     ,      ,    -1,  FAILED",
    "etag, ,      ,    -1,  SEND",
    ",     no,    0,   ,    SEND",
    "no,   etag,  ,    ,    FAILED"
  })
  void aReaderIsAnsweredByItsConditions(
      @Nullable String match,
      @Nullable String noneMatch,
      @Nullable Long modifiedSince,
      @Nullable Long unmodifiedSince,
      Outcome outcome) {
    ReadCondition condition =
        new ReadCondition(
            match == null ? List.of() : List.of(match),
            noneMatch == null ? List.of() : List.of(noneMatch),
            modifiedSince == null ? null : NOW.plusSeconds(modifiedSince),
            unmodifiedSince == null ? null : NOW.plusSeconds(unmodifiedSince));
    assertThat(condition.of(OBJECT, NOW.plusSeconds(1))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "object, ,      ,     ",
    "object, etag,  ,     ",
    "object, *,     ,     ",
    "object, no,    ,     PRECONDITION_FAILED",
    "object, ,      *,    PRECONDITION_FAILED",
    "object, ,      etag, PRECONDITION_FAILED",
    "object, ,      no,   ",
    "marker, ,      *,    ",
    "marker, *,     ,     NO_SUCH_KEY",
    "none,   ,      *,    ",
    "none,   etag,  ,     NO_SUCH_KEY"
  })
  void aWriterIsRefusedByItsConditions(
      String there,
      @Nullable String match,
      @Nullable String noneMatch,
      @Nullable ObjectsError refusal) {
    Version current =
        switch (there) {
          case "object" -> OBJECT;
          case "marker" -> new DeleteMarker("key", VersionId.NULL, 1, NOW, "me");
          default -> null;
        };
    ObjectsError found = null;
    try {
      new WriteCondition(match, noneMatch).check(current);
    } catch (ObjectsException e) {
      found = e.error();
    }
    assertThat(found).isEqualTo(refusal);
  }
}
