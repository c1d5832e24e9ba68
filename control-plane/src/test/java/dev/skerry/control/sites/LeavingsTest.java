package dev.skerry.control.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.fleet.Fleet;
import dev.skerry.control.fleet.Newest;
import dev.skerry.control.fleet.Session;
import dev.skerry.control.fleet.Sessions;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.Report;
import dev.skerry.handler.Binding;
import dev.skerry.origin.engine.rocksdb.RocksEngine;
import dev.skerry.origin.engine.rocksdb.RocksSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What handlers may ask while edges have different versions; time is only told. */
class LeavingsTest {
  private final AtomicLong nowMillis = new AtomicLong(1_000_000);
  private RocksEngine engine;
  private Fleet fleet;
  private Versions store;
  private WantedVersions wanted;
  private VersionSites sites;
  private Leavings leavings;

  private Instant now() {
    return Instant.ofEpochMilli(nowMillis.get());
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(nowMillis.get());
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    engine = RocksEngine.open(RocksSettings.in(folder.resolve("db")));
    fleet = new Fleet(this::now, this::nanos);
    store = new Versions(engine, Documents.master(folder), this::now);
    wanted = new WantedVersions(store, "cp");
    sites = new VersionSites(store);
    leavings = new Leavings(store, wanted, fleet, this::now);
  }

  @AfterEach
  void close() {
    fleet.close();
    engine.close();
  }

  /** A version whose only handler is given a table. */
  private long apply(String table) throws VersionException {
    return apply(table, "http://127.0.0.1:8000");
  }

  /** The same for another origin. */
  private long applyAnew(String table) throws VersionException {
    return apply(table, "http://127.0.0.1:8001");
  }

  private long apply(String table, String origin) throws VersionException {
    Bundle bundle =
        Documents.yaml(
            """
            handlers: {h: {code: "function handler(e) {return e.request}", bindings: {DATA: {table: %s}}}}
            sites: [{hosts: "*", origin: "%s", origin-request: h}]
            """
                .formatted(table, origin));
    String sha256 = Sites.check(bundle).snapshot().fingerprint();
    Versions.Draft draft = new Versions.Draft(bundle, sha256, "anna", "", 0);
    long version = store.append(draft, Expectation.ANY, true).number();
    assertThat(wanted.refresh()).isTrue();
    return version;
  }

  private Session comes(String edge) {
    Sessions.Plan plan =
        new Sessions.Plan(
            "cp",
            List.of(),
            List.of(),
            () -> Newest.NONE,
            Duration.ofSeconds(5),
            this::now,
            this::nanos);
    return new Sessions(fleet, plan).open(edge, new Hello("1", "cp", 0, "", 0, 0, false, 1));
  }

  private boolean mayAsk(String table) {
    return engine.<Boolean, RuntimeException>read(
        reads -> sites.isBound(reads, new Binding.Table(table)));
  }

  @Test
  void whatIsNotBoundAnyMoreIsAnsweredUntilEveryEdgeHasTheNewVersion() throws Exception {
    Session a = comes("a");
    Session b = comes("b");
    long first = apply("Old");
    a.report(new Report.InForce(first, List.of()));
    b.report(new Report.InForce(first, List.of()));
    assertThat(leavings.look()).as("nothing was before").isFalse();
    long second = apply("New");
    assertThat(mayAsk("Old")).isTrue();
    assertThat(mayAsk("New")).isTrue();
    assertThat(mayAsk("Never")).isFalse();
    a.report(new Report.InForce(second, List.of()));
    assertThat(leavings.look()).isFalse();
    assertThat(mayAsk("Old")).isTrue();
    b.report(new Report.InForce(second, List.of()));
    assertThat(leavings.look()).isTrue();
    assertThat(mayAsk("Old")).isFalse();
    assertThat(mayAsk("New")).isTrue();
    assertThat(leavings.look()).isFalse();
  }

  @Test
  void anEdgeThatStaysAwayIsWaitedForFiveMinutes() throws Exception {
    fleet.know("away");
    long _ = apply("Old");
    long _ = apply("New");
    nowMillis.addAndGet(Leaving.AT_MOST.toMillis());
    assertThat(leavings.look()).isFalse();
    nowMillis.addAndGet(1);
    assertThat(leavings.look()).isTrue();
    assertThat(mayAsk("Old")).isFalse();
  }

  @Test
  void whatWentIsWaitedForNoLongerBecauseOtherVersionsFollow() throws Exception {
    fleet.know("away");
    long _ = apply("Old");
    long _ = apply("New");
    nowMillis.addAndGet(Leaving.AT_MOST.toMillis());
    long last = apply("Newest");
    assertThat(mayAsk("Old")).isTrue();
    nowMillis.addAndGet(1);
    assertThat(leavings.look()).isTrue();
    assertThat(mayAsk("Old")).as("it went with the first change").isFalse();
    assertThat(mayAsk("New")).as("it went just now").isTrue();
    assertThat(store.leaving().versions()).containsExactly(last - 1);
    nowMillis.addAndGet(Leaving.AT_MOST.toMillis());
    assertThat(leavings.look()).isTrue();
    assertThat(mayAsk("New")).isFalse();
  }

  @Test
  void whatIsBoundOnIsWaitedForFromWhenTheLastVersionWithItWent() throws Exception {
    fleet.know("away");
    long _ = apply("Old");
    nowMillis.addAndGet(1);
    long _ = applyAnew("Old");
    nowMillis.addAndGet(Leaving.AT_MOST.toMillis());
    long _ = apply("New");
    nowMillis.addAndGet(1);
    assertThat(leavings.look()).isTrue();
    assertThat(mayAsk("Old")).isTrue();
    nowMillis.addAndGet(Leaving.AT_MOST.toMillis());
    assertThat(leavings.look()).isTrue();
    assertThat(mayAsk("Old")).isFalse();
  }

  @Test
  void whatIsWantedAgainIsNotLeaving() throws Exception {
    fleet.know("away");
    long first = apply("Old");
    long second = apply("New");
    long third = apply("Newer");
    assertThat(store.leaving().versions()).containsExactly(second, first);
    Standing back = new Standing(third, first, 0);
    assertThat(store.leaving().after(new Standing(third, third, 0), back, now()).versions())
        .containsExactly(third, second);
  }
}
