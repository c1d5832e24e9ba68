package dev.skerry.origin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.access.account.AccessKey;
import dev.skerry.origin.access.account.Accounts;
import dev.skerry.origin.access.account.KeyHolder;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.access.account.NewAccount;
import dev.skerry.origin.access.signature.Hashes;
import dev.skerry.origin.access.signature.Refusal;
import dev.skerry.origin.access.signature.SignedRequest;
import dev.skerry.origin.access.signature.SignedService;
import dev.skerry.origin.engine.rocksdb.Memory;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Requests that the AWS SDK signs, with keys of accounts in the engine. */
class AccessTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

  private RocksEngine engine;
  private Accounts accounts;
  private Access access;
  private KeyHolder ann;

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")).with(Memory.SMALL));
    MasterKey master = MasterKey.open(folder.resolve("master.key"));
    accounts = new Accounts(engine, master, CLOCK, () -> 0);
    access = new Access(accounts, CLOCK);
    ann = accounts.create(new NewAccount("ann", "ann@example.org"));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aSignedRequestTellsWhoSignedIt() {
    Authentication found = access.authenticate(SignedService.DYNAMODB, signed(ann.key()));
    assertThat(found)
        .isInstanceOfSatisfying(
            Authentication.Signed.class,
            signed -> {
              assertThat(signed.identity()).isEqualTo(new Identity(ann.account(), ann.key().id()));
              assertThat(signed.chunkSignatures()).isEmpty();
            });
  }

  @Test
  void aKeyThatIsInactiveOrDeletedIsUnknown() {
    SignedRequest request = signed(ann.key());
    Authentication unknown = new Authentication.Refused(new Refusal.UnknownKey(ann.key().id()));
    accounts.setActive(ann.key().id(), false);
    assertThat(access.authenticate(SignedService.DYNAMODB, request)).isEqualTo(unknown);
    accounts.setActive(ann.key().id(), true);
    assertThat(access.authenticate(SignedService.DYNAMODB, request))
        .isInstanceOf(Authentication.Signed.class);
    accounts.deleteKey(ann.key().id());
    assertThat(access.authenticate(SignedService.DYNAMODB, request)).isEqualTo(unknown);
  }

  @Test
  void aRequestForAnotherServiceIsRefused() {
    assertThat(access.authenticate(SignedService.S3, signed(ann.key())))
        .isInstanceOfSatisfying(
            Authentication.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.WrongScope.class));
  }

  @Test
  void aSessionTokenIsUnknown() {
    SignedRequest request = signed(ann.key());
    request.fields().add("x-amz-security-token", "x");
    assertThat(access.authenticate(SignedService.DYNAMODB, request))
        .isEqualTo(new Authentication.Refused(new Refusal.UnknownToken("x")));
  }

  @Test
  void aRequestWithoutSignatureIsAnonymous() {
    Request request = new Request("GET", "http", "127.0.0.1:9000", "/", null, new Fields());
    assertThat(access.authenticate(SignedService.S3, SignedRequest.of(request, null)))
        .isEqualTo(new Authentication.Anonymous());
    assertThat(access.authenticateForm(SignedService.S3, Map.of("key", "a")))
        .isEqualTo(new Authentication.Anonymous());
  }

  @Test
  void aFormWithoutSignatureIsRefused() {
    assertThat(access.authenticateForm(SignedService.S3, Map.of("policy", "e30=")))
        .isInstanceOf(Authentication.Refused.class);
  }

  private static SignedRequest signed(AccessKey key) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("http://127.0.0.1:9000/"))
            .putHeader("X-Amz-Target", "DynamoDB_20120810.ListTables")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsCredentialsIdentity.create(key.id(), key.secret()))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK))
            .request();
    Fields fields = new Fields();
    signed.forEachHeader(
        (name, values) ->
            values.forEach(value -> fields.add(name.toLowerCase(Locale.ROOT), value)));
    Request sent = new Request("POST", "http", "127.0.0.1:9000", "/", null, fields.remove("host"));
    return SignedRequest.of(sent, Hashes.OF_NOTHING);
  }
}
