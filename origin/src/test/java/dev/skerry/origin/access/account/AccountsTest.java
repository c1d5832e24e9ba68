package dev.skerry.origin.access.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Range;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts and keys on the embedded engine, and the files beside it. */
class AccountsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));

  private final AtomicLong nanos = new AtomicLong();
  @TempDir private Path folder;
  private Engine engine;
  private Accounts accounts;

  @BeforeEach
  void open() {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    accounts = accounts();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void anAccountIsFoundByEveryNameItHas() {
    KeyHolder made = accounts.create(new NewAccount("ann", "Ann@example.org", "Ann Ä."));
    assertThat(made.account().id()).matches("[1-9][0-9]{11}");
    assertThat(made.account().canonicalId()).matches("[0-9a-f]{64}");
    assertThat(made.key().id()).matches("AKIA[A-Z2-7]{16}");
    assertThat(made.key().secret()).matches("[A-Za-z0-9+/]{40}");
    assertThat(accounts.find(made.account().id())).contains(made.account());
    assertThat(accounts.canonicalIdOf(made.account().id())).contains(made.account().canonicalId());
    assertThat(accounts.findByName("ann")).contains(made.account());
    assertThat(accounts.findByEmail("ANN@EXAMPLE.ORG")).contains(made.account());
    assertThat(accounts.findByCanonicalId(made.account().canonicalId())).contains(made.account());
    assertThat(accounts.holder(made.key().id())).contains(made);
    assertThat(accounts().holder(made.key().id())).contains(made);
    assertThat(accounts.keys(made.account().id())).containsExactly(made.key());
  }

  @Test
  void aNameOrAnEmailIsGivenOnce() {
    accounts.create(new NewAccount("ann", "ann@example.org"));
    assertThatThrownBy(() -> accounts.create(new NewAccount("ann", "b@example.org")))
        .isInstanceOf(AccountException.Taken.class);
    assertThatThrownBy(() -> accounts.create(new NewAccount("bob", "Ann@Example.org")))
        .isInstanceOf(AccountException.Taken.class)
        .hasMessage("another account has the e-mail 'Ann@Example.org'");
    assertThat(accounts.list(null)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'', a@b", "a b, a@b", "a, b", "a, a@", "a, @b", "a, 'a b@c'"})
  void whatNoAccountCanHaveIsRefused(String name, String email) {
    assertThatThrownBy(() -> new NewAccount(name, email, "x"))
        .isInstanceOf(AccountException.Invalid.class);
  }

  @Test
  void accountsAreListedInPages() {
    List<String> ids =
        List.of("a", "b", "c").stream()
            .map(name -> accounts.create(new NewAccount(name, name + "@x")).account().id())
            .sorted()
            .toList();
    assertThat(accounts.list(null)).extracting(Account::id).containsExactlyElementsOf(ids);
    assertThat(accounts.list(ids.get(0)))
        .extracting(Account::id)
        .containsExactlyElementsOf(ids.subList(1, 3));
    assertThat(accounts.list(ids.get(2))).isEmpty();
  }

  @Test
  void whatHappensToAKeyHoldsAtOnce() {
    KeyHolder made = accounts.create(new NewAccount("ann", "ann@example.org"));
    AccessKey second = accounts.createKey(made.account().id());
    assertThat(accounts.holder(second.id())).isPresent();
    accounts.setActive(second.id(), false);
    assertThat(accounts.holder(second.id()).orElseThrow().key().active()).isFalse();
    accounts.setActive(second.id(), true);
    assertThat(accounts.holder(second.id()).orElseThrow().key()).isEqualTo(second);
    accounts.deleteKey(second.id());
    assertThat(accounts.holder(second.id())).isEmpty();
    assertThat(accounts.keys(made.account().id())).containsExactly(made.key());
    assertThatThrownBy(() -> accounts.deleteKey(second.id()))
        .isInstanceOf(AccountException.NoSuchKey.class);
    assertThatThrownBy(() -> accounts.createKey("000000000000"))
        .isInstanceOf(AccountException.NoSuchAccount.class);
  }

  @Test
  void whatAnotherProcessDidHoldsWithinASecond() {
    KeyHolder made = accounts.create(new NewAccount("ann", "ann@example.org"));
    assertThat(accounts.holder(made.key().id())).isPresent();
    accounts().deleteKey(made.key().id());
    nanos.addAndGet(Accounts.STALE.toNanos());
    assertThat(accounts.holder(made.key().id())).isEmpty();
  }

  @Test
  void anAccountHasSoManyKeysAndNoMore() {
    String id = accounts.create(new NewAccount("ann", "ann@example.org")).account().id();
    for (int i = 1; i < Accounts.MOST_KEYS; i++) {
      accounts.createKey(id);
    }
    assertThatThrownBy(() -> accounts.createKey(id))
        .isInstanceOf(AccountException.TooManyKeys.class);
  }

  @Test
  void noSecretIsInTheEngineAndAnotherMasterKeyOpensNone() throws Exception {
    KeyHolder made = accounts.create(new NewAccount("ann", "ann@example.org"));
    String stored =
        engine.read(snapshot -> snapshot.scan(Scan.of(Range.ALL))).rows().stream()
            .map(row -> new String(row.value(), StandardCharsets.ISO_8859_1))
            .reduce("", String::concat);
    assertThat(stored).contains("ann@example.org").doesNotContain(made.key().secret());
    assertThat(made.toString()).doesNotContain(made.key().secret());
    Files.delete(folder.resolve("master.key"));
    assertThatThrownBy(() -> accounts().holder(made.key().id()))
        .isInstanceOf(AccountException.Sealed.class)
        .hasMessageContaining(made.key().id());
  }

  @Test
  void theFirstStartWritesCredentialsAndTheNextKeepsThem() throws Exception {
    Path file = folder.resolve("credentials");
    KeyHolder first =
        new CredentialsFile(file, "us-east-1").ensure(accounts).holder().orElseThrow();
    String text = Files.readString(file);
    assertThat(text)
        .isEqualTo(
            "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\nregion = us-east-1\n"
                .formatted(first.key().id(), first.key().secret()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "# mine\n" + text);
    assertThat(new CredentialsFile(file, "eu-west-1").ensure(accounts()).holder()).contains(first);
    assertThat(file).hasContent("# mine\n" + text);
    assertThat(accounts.list(null)).hasSize(1);
  }

  @Test
  void credentialsThatNoLongerHoldAreKeptAsideAndWrittenAnew() throws Exception {
    Path file = folder.resolve("credentials");
    CredentialsFile credentials = new CredentialsFile(file, "us-east-1");
    KeyHolder first = credentials.ensure(accounts).holder().orElseThrow();
    String text = Files.readString(file);
    AccessKey other = accounts.createKey(first.account().id());
    accounts.setActive(first.key().id(), false);
    KeyHolder second = credentials.ensure(accounts).holder().orElseThrow();
    assertThat(second).isEqualTo(new KeyHolder(other, first.account()));
    assertThat(folder.resolve("credentials.old")).hasContent(text);
    Files.delete(file);
    assertThat(credentials.ensure(accounts).holder()).contains(second);
  }

  @Test
  void whereAllKeysWereDisabledOrRemovedNoneIsMadeAndTheFileIsLeft() throws Exception {
    Path file = folder.resolve("credentials");
    CredentialsFile credentials = new CredentialsFile(file, "us-east-1");
    KeyHolder first = credentials.ensure(accounts).holder().orElseThrow();
    String text = Files.readString(file);
    for (int keys = 1; keys < Accounts.MOST_KEYS; keys++) {
      accounts.setActive(accounts.createKey(first.account().id()).id(), false);
    }
    accounts.setActive(first.key().id(), false);
    assertThat(credentials.ensure(accounts))
        .isEqualTo(new CredentialsFile.Ensured(first.account(), Optional.empty()));
    accounts.deleteKey(first.key().id());
    assertThat(credentials.ensure(accounts).holder()).isEmpty();
    assertThat(file).hasContent(text);
    assertThat(accounts.keys(first.account().id())).noneMatch(AccessKey::active);
  }

  @ParameterizedTest
  @CsvSource({"credentials, rw-r-----", "master.key, rw----r--"})
  void aFileThatOthersMayReadIsRefusedWithWhatToDo(String name, String modes) throws Exception {
    Path file = folder.resolve(name);
    CredentialsFile credentials = new CredentialsFile(folder.resolve("credentials"), "us-east-1");
    CredentialsFile.Ensured _ = credentials.ensure(accounts);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
    assertThatThrownBy(() -> credentials.ensure(accounts()))
        .isInstanceOf(PrivateFileException.class)
        .hasMessage(
            "%s has mode %s and holds secrets, expected rw-------: chmod 600 %s"
                .formatted(file, modes, file));
  }

  private Accounts accounts() {
    return new Accounts(engine, MasterKey.open(folder.resolve("master.key")), CLOCK, nanos::get);
  }
}
