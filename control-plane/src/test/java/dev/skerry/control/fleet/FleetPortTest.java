package dev.skerry.control.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.control.engine.EnginePlace;
import dev.skerry.control.fleet.FleetClient.Told;
import dev.skerry.edge.config.ListenerSettings.HostPort;
import dev.skerry.edge.config.document.Bundle;
import dev.skerry.edge.listener.Transport;
import dev.skerry.edge.sync.Directive;
import dev.skerry.edge.sync.Directive.Configure;
import dev.skerry.edge.sync.Directive.Current;
import dev.skerry.edge.sync.Directive.Order;
import dev.skerry.edge.sync.Directive.Revoked;
import dev.skerry.edge.sync.Directive.Welcome;
import dev.skerry.edge.sync.Hello;
import dev.skerry.edge.sync.HelloForm;
import dev.skerry.edge.sync.Joining;
import dev.skerry.edge.sync.Joining.Identity;
import dev.skerry.edge.sync.Report;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetPortTest {
  private static final String NAME = "this-one";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Hello HELLO = new Hello("0.1", NAME, 0, "", 0, 0, true, 1);

  @TempDir private Path data = Path.of("");

  private final Transport transport = Transport.NIO;
  private final EventLoopGroup loops = transport.newEventLoops(1, false);
  private final Fleet fleet = new Fleet(InstantSource.system(), System::nanoTime);
  private final NumberedPurges purges = new NumberedPurges();
  private final Configure configure =
      new Configure(3, new Bundle("a.yaml", text(6 << 20), Map.of(), Map.of()));

  private volatile Runnable beforeIt = () -> {};
  private Engine engine = unset();
  private Membership membership = unset();
  private FleetServer server = unset();

  @BeforeEach
  void open() throws Exception {
    engine = new EnginePlace.Embedded(data.resolve("engine")).open();
    membership =
        new Membership(engine, MasterKey.open(data.resolve("master-key")), InstantSource.system());
    Sessions sessions =
        new Sessions(
            fleet,
            new Sessions.Plan(
                NAME,
                List.of((edge, hello) -> configuration(hello), purges),
                List.of(),
                purges::newest,
                Sessions.BEAT,
                InstantSource.system(),
                System::nanoTime));
    server =
        FleetServer.open(
            new FleetServer.Plan(
                new HostPort("127.0.0.1", 0),
                List.of("localhost"),
                transport,
                loops,
                FleetServer.OriginParts.NONE,
                InstantSource.system()),
            membership,
            fleet,
            sessions);
  }

  @AfterEach
  void close() {
    fleet.close();
    server.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    engine.close();
  }

  private DirectiveSource.Following configuration(Hello hello) {
    beforeIt.run();
    boolean[] told = {hello.version() == configure.version()};
    return () -> {
      boolean first = !told[0];
      told[0] = true;
      return first ? configure : null;
    };
  }

  /** A text of so many characters that does not compress, the same every time. */
  private static String text(int length) {
    return new Random(1)
        .ints(length, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private InetSocketAddress port() {
    return server.address();
  }

  private FleetClient stranger() {
    return FleetClient.stranger(port(), membership.authority().certificate());
  }

  private FleetClient joined(String name) throws Exception {
    EdgeKey key = EdgeKey.make();
    String token = membership.tokens().make(Duration.ofHours(1), 1).text();
    try (FleetClient stranger = stranger()) {
      HttpResponse<String> answer = stranger.join(token, key, name);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Identity identity = Joining.identity(answer.body().getBytes(UTF_8));
      return FleetClient.of(port(), identity, key);
    }
  }

  @Test
  void anEdgeJoinsFollowsAndReports() throws Exception {
    purges.add(2);
    try (FleetClient edge = joined("edge-1");
        Told told = edge.follow(HELLO)) {
      assertThat(told.next()).isInstanceOf(Welcome.class);
      assertThat(told.next()).isEqualTo(configure);
      assertThat(told.next()).isInstanceOf(Order.class);
      assertThat(told.next()).isInstanceOf(Order.class);
      assertThat(told.next()).isEqualTo(new Current(2));
      assertThat(edge.report(new Report.InForce(3, List.of()), new Report.Applied(2)).statusCode())
          .isEqualTo(204);
      assertThat(fleet.awaitApplied(2, LONG).complete()).isTrue();
      assertThat(fleet.edge("edge-1").orElseThrow().version()).isEqualTo(3);

      purges.add(1);
      fleet.tellAll();
      assertThat(news(told)).isInstanceOf(Order.class);
    }
    assertThat(fleet.await(state -> !state.connected(), LONG).complete()).isTrue();
  }

  /** What is told next, beats left out: a slow machine may have had time for some. */
  private static @Nullable Directive news(Told told) throws IOException {
    Directive next = told.next();
    while (next instanceof Directive.Beat) {
      next = told.next();
    }
    return next;
  }

  @Test
  void aSecondConnectionEndsTheFirst() throws Exception {
    try (FleetClient one = joined("edge-1");
        Told first = one.follow(HELLO);
        Told second = one.follow(HELLO)) {
      Directive last = first.next();
      while (last != null) {
        last = first.next();
      }
      assertThat(second.next()).isInstanceOf(Welcome.class);
      assertThat(fleet.connected()).isEqualTo(1);
    }
  }

  @Test
  void anEdgeThatIsRevokedIsToldSoAndRefusedFromThenOn() throws Exception {
    try (FleetClient edge = joined("edge-1");
        Told told = edge.follow(HELLO)) {
      assertThat(told.next()).isInstanceOf(Welcome.class);
      assertThat(membership.revoke("edge-1", fleet)).isTrue();
      Directive last = told.next();
      while (last != null && !(last instanceof Revoked)) {
        last = told.next();
      }
      assertThat(last).isEqualTo(new Revoked());
      assertThat(told.next()).isNull();
      assertThat(edge.report(new Report.Applied(1)).statusCode()).isEqualTo(403);
      assertThat(edge.renew(EdgeKey.make()).statusCode()).isEqualTo(403);
      HttpResponse<String> refused = edge.get("follow?");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("not wanted any more");
    }
  }

  @Test
  void anEdgeThatIsRevokedWhileItComesIsNoneOfTheFleet() throws Exception {
    try (FleetClient edge = joined("edge-1")) {
      beforeIt = () -> assertThat(membership.revoke("edge-1", fleet)).isTrue();
      assertThat(edge.get("follow?" + HelloForm.query(HELLO)).statusCode()).isEqualTo(403);
    }
    assertThat(fleet.edges()).isEmpty();
    assertThat(fleet.connected()).isZero();
  }

  @Test
  void anEdgeIsLetGoOfWhichNobodyKnowsWhetherItMayCome() throws Exception {
    try (FleetClient edge = joined("edge-1")) {
      beforeIt = engine::close;
      assertThat(edge.get("follow?" + HelloForm.query(HELLO)).statusCode()).isEqualTo(503);
    }
    assertThat(fleet.connected()).isZero();
    assertThat(fleet.session("edge-1")).isNull();
  }

  @Test
  void aCertificateIsRenewed() throws Exception {
    EdgeKey fresh = EdgeKey.make();
    try (FleetClient edge = joined("edge-1")) {
      HttpResponse<String> answer = edge.renew(fresh);
      assertThat(answer.statusCode()).isEqualTo(200);
      Identity identity = Joining.identity(answer.body().getBytes(UTF_8));
      try (FleetClient renewed = FleetClient.of(port(), identity, fresh);
          Told told = renewed.follow(HELLO)) {
        assertThat(told.next()).isInstanceOf(Welcome.class);
      }
    }
  }

  @Test
  void aStrangerMayJoinAndNothingElse() {
    try (FleetClient stranger = stranger()) {
      assertThat(stranger.get("follow?a=b").statusCode()).isEqualTo(403);
      assertThat(stranger.report(new Report.Applied(1)).statusCode()).isEqualTo(403);
      assertThat(stranger.renew(EdgeKey.make()).statusCode()).isEqualTo(403);
      HttpResponse<String> answer = stranger.join("skerry-join-none", EdgeKey.make(), "a");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(stranger.post("join", new byte[33 << 10]).statusCode()).isEqualTo(413);
      assertThat(stranger.post("join", "{".getBytes(UTF_8)).statusCode()).isEqualTo(400);
      assertThat(stranger.post("join", "{\"a\":1}".getBytes(UTF_8)).statusCode()).isEqualTo(400);
      assertThat(stranger.post("join", new byte[0]).statusCode()).isEqualTo(400);
      assertThat(stranger.get("join").statusCode()).isEqualTo(405);
      assertThat(stranger.get("else").statusCode()).isEqualTo(404);
    }
    assertThat(membership.all()).isEmpty();
    assertThat(fleet.edges()).isEmpty();
  }

  @Test
  void anEdgeThatSaysNonsenseIsToldSo() throws Exception {
    try (FleetClient edge = joined("edge-1")) {
      assertThat(edge.get("follow?software=1").statusCode()).isEqualTo(400);
      assertThat(edge.report(new Report.Applied(1)).statusCode()).isEqualTo(409);
      try (Told told = edge.follow(HELLO)) {
        assertThat(told.next()).isInstanceOf(Welcome.class);
        assertThat(edge.post("report", "{}\n".getBytes(UTF_8)).statusCode()).isEqualTo(400);
      }
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Set before each test.
  private static <T> T unset() {
    return null;
  }
}
