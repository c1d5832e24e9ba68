package dev.skerry.control.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.admin.Caller;
import dev.skerry.edge.admin.Scope;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder = Path.of("");
  private Engine engine;
  private Tokens tokens;
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    tokens = new Tokens(engine, () -> now);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aTokenIsBelievedAsWhatItWasMade() throws Exception {
    Tokens.Made made = create("ci", Scope.READ, Scope.PURGE);
    assertThat(made.text()).startsWith("skerry_").hasSize(50);
    Caller caller = Objects.requireNonNull(tokens.find(made.text()));
    assertThat(caller.name()).isEqualTo("ci");
    assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.PURGE);
  }

  @Test
  void aTokenThatGetsTheNameOfARevokedOneIsAnother() throws Exception {
    Caller before = Objects.requireNonNull(tokens.find(create("ci", Scope.READ).text()));
    assertThat(tokens.revoke("ci")).isTrue();
    String text = create("ci", Scope.READ).text();
    Caller after = Objects.requireNonNull(tokens.find(text));
    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(tokens.find(text)).isEqualTo(after);
    assertThat(after.id()).doesNotContain(text);
  }

  @Test
  void whatIsNoTokenIsNotBelieved() throws Exception {
    String text = create("ci", Scope.ADMIN).text();
    assertThat(tokens.find("")).isNull();
    assertThat(tokens.find(text + "x")).isNull();
    assertThat(tokens.find(text.substring(0, 49) + "é")).isNull();
    assertThat(tokens.find(text.substring(0, 40) + "AAAAAAAAAA")).isNull();
  }

  @Test
  void aTokenIsBelievedUntilItExpires() throws Exception {
    String text = create("ci", Scope.READ).text();
    now = now.plus(HOUR).minusMillis(1);
    assertThat(tokens.find(text)).isNotNull();
    now = now.plusMillis(1);
    assertThat(tokens.find(text)).isNull();
    assertThat(tokens.list()).extracting(Token::name).containsExactly("ci");
  }

  @Test
  void aRevokedTokenIsNotBelievedFromThenOnNorElsewhere() throws Exception {
    Tokens another = new Tokens(engine, () -> now);
    String text = create("ci", Scope.READ).text();
    assertThat(another.find(text)).isNotNull();
    assertThat(tokens.revoke("ci")).isTrue();
    assertThat(tokens.find(text)).isNull();
    assertThat(another.find(text)).isNull();
    assertThat(tokens.revoke("ci")).isFalse();
    assertThat(tokens.list()).isEmpty();
  }

  @Test
  void aNameIsGivenOnceAtATime() throws Exception {
    create("ci", Scope.READ);
    assertThatThrownBy(() -> create("ci", Scope.ADMIN)).isInstanceOf(TokenException.Taken.class);
    tokens.revoke("ci");
    String text = create("ci", Scope.ADMIN).text();
    assertThat(tokens.find(text))
        .isNotNull()
        .extracting(Caller::scopes)
        .isEqualTo(Set.of(Scope.ADMIN));
  }

  @Test
  void theEngineHasNoText() throws Exception {
    String text = create("ci", Scope.READ).text();
    engine
        .read(snapshot -> snapshot.scan(Scan.of(Range.ALL)))
        .rows()
        .forEach(
            row -> {
              assertThat(new String(row.value(), ISO_8859_1)).doesNotContain(text.substring(7));
              assertThat(new String(row.key().toBytes(), ISO_8859_1))
                  .doesNotContain(text.substring(7));
            });
  }

  @Test
  void whenItWasUsedIsKnownToTheMinuteAlsoAfterARestart() throws Exception {
    String text = create("ci", Scope.READ).text();
    assertThat(lastUse()).isNull();
    Instant first = now;
    tokens.find(text);
    now = now.plusSeconds(59);
    tokens.find(text);
    assertThat(lastUse()).isEqualTo(first);
    now = now.plusSeconds(1);
    tokens.find(text);
    assertThat(lastUse()).isEqualTo(now);
    tokens = new Tokens(engine, () -> now);
    assertThat(lastUse()).isEqualTo(now);
  }

  private @Nullable Instant lastUse() {
    return tokens.list().getFirst().lastUsedAt();
  }

  private Tokens.Made create(String name, Scope... scopes) throws TokenException {
    return tokens.create(new Tokens.Wanted(name, Set.of(scopes), HOUR, "admin-token"));
  }
}
