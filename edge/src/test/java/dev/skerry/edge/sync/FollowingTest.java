package dev.skerry.edge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.edge.observe.HandlerTail;
import dev.skerry.edge.purge.Position;
import dev.skerry.edge.purge.Purge;
import dev.skerry.edge.purge.PurgeLimits;
import dev.skerry.edge.purge.PurgeState;
import dev.skerry.edge.purge.PurgeTable;
import dev.skerry.edge.purge.Selector;
import dev.skerry.edge.purge.Ticket;
import dev.skerry.edge.sync.LastGood.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge does about what it is told. */
class FollowingTest {
  private static final long START = 1_700_000_000_000L;
  private static final String SERVE = TestNode.document("serve");
  private static final String VALIDATE = TestNode.document("validate");

  private long now = START;
  private final InstantSource clock = () -> Instant.ofEpochMilli(now);
  private final PurgeTable purges = new PurgeTable(PurgeLimits.DEFAULT, clock);
  private TestNode node = new TestNode(SERVE);
  private Executor configuring = Runnable::run;
  private Executor counting = Runnable::run;

  @TempDir Path folder;

  private Following following(@Nullable Kept inForce) {
    return new Following(
        new Following.Plan(
            node,
            purges,
            new LastGood(folder.resolve("last-good")),
            "1",
            START,
            clock,
            configuring,
            counting,
            Runnable::run,
            () -> {}),
        inForce);
  }

  private Following following() {
    return following(null);
  }

  private static Directive.Welcome welcome(String controlPlane, long at, long latest) {
    return new Directive.Welcome(controlPlane, at, latest, latest == 0 ? 0 : START - 1_000, 5_000);
  }

  private static Directive order(long sequence, String tag) {
    return new Directive.Order(
        new Purge(sequence, START, null, List.of(new Selector.Tag(tag)), false));
  }

  @Test
  void the_first_contact_purges_all_there_is_and_counts_from_what_is_newest() throws IOException {
    Following following = following();
    assertThat(following.hello()).isEqualTo(new Hello("1", "", 0, "", 0, 0, false, START));
    following.told(welcome("a", now, 41));
    assertThat(purges.latest()).isEqualTo(1);
    assertThat(following.settle()).containsExactly(new Report.Applied(41));
    following.told(order(42, "x"));
    following.told(order(43, "y"));
    assertThat(following.settle()).containsExactly(new Report.Applied(43));
    assertThat(following.hello()).isEqualTo(new Hello("1", "a", 0, "", 43, START, true, START));
  }

  @Test
  void the_same_control_plane_purges_only_what_it_tells_when_it_comes_back() throws IOException {
    purges.follow(
        new Purge(1, 1, null, List.of(new Selector.Tag("x")), false), new Position("a", 40, START));
    Following following = following();
    assertThat(following.hello()).isEqualTo(new Hello("1", "a", 0, "", 40, START, true, START));
    following.told(welcome("a", now, 41));
    assertThat(purges.latest()).isEqualTo(1);
    following.told(order(41, "y"));
    assertThat(purges.latest()).isEqualTo(2);
    assertThat(following.settle()).containsExactly(new Report.Applied(41));
  }

  @Test
  void another_control_plane_purges_everything_and_its_lower_numbers_count() throws IOException {
    purges.follow(
        new Purge(1, 1, null, List.of(new Selector.Tag("x")), false),
        new Position("a", 500, START));
    Following following = following();
    var _ = following.hello();
    following.told(welcome("b", now, 3));
    assertThat(purges.latest()).isEqualTo(2);
    following.told(order(4, "y"));
    assertThat(purges.latest()).isEqualTo(3);
    assertThat(following.settle()).containsExactly(new Report.Applied(4));
    assertThat(purges.position()).isEqualTo(new Position("b", 4, START));
  }

  @Test
  void a_control_plane_that_was_put_back_purges_everything_and_its_numbers_count_again()
      throws IOException {
    purges.follow(
        new Purge(1, 1, null, List.of(new Selector.Tag("x")), false),
        new Position("a", 500, START));
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 300));
    assertThat(purges.latest()).isEqualTo(2);
    following.told(order(301, "y"));
    assertThat(purges.latest()).isEqualTo(3);
    assertThat(following.settle()).containsExactly(new Report.Applied(301));
  }

  @Test
  void what_is_told_twice_is_purged_twice_and_the_count_does_not_go_back() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 5));
    following.told(order(7, "x"));
    following.told(order(6, "y"));
    assertThat(purges.latest()).isEqualTo(3);
    assertThat(following.settle()).containsExactly(new Report.Applied(7));
  }

  @Test
  void purges_that_are_forgotten_are_made_up_for_by_one_of_everything() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 5));
    following.told(new Directive.Forgotten(9, START - 500));
    assertThat(purges.latest()).isEqualTo(2);
    assertThat(following.settle()).containsExactly(new Report.Applied(9));
  }

  @Test
  void a_configuration_comes_into_force_and_is_kept_for_the_next_start() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Configure(3, TestNode.bundle(VALIDATE)));
    assertThat(following.settle())
        .containsExactly(new Report.Applied(0), new Report.InForce(3, List.of("/listen")));
    Path file = folder.resolve("last-good");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Kept kept = Objects.requireNonNull(new LastGood(file).read());
    assertThat(kept.version()).isEqualTo(3);
    assertThat(kept.bundle().document()).isEqualTo(VALIDATE);
    assertThat(following(kept).hello().version()).isEqualTo(3);
    assertThat(following.status().version()).isEqualTo(3);
  }

  @Test
  void a_configuration_that_is_wrong_or_cannot_be_used_changes_nothing() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Configure(3, TestNode.bundle("sites: []")));
    node.refusal = new IOException("no such certificate");
    following.told(new Directive.Configure(4, TestNode.bundle(SERVE)));
    List<Report> reports = following.settle();
    assertThat(reports.get(1))
        .isInstanceOfSatisfying(
            Report.Refused.class,
            r -> assertThat(r.problems().getFirst()).contains("skerry.yaml:1"));
    assertThat(reports.get(2)).isEqualTo(new Report.Refused(4, List.of("no such certificate")));
    assertThat(node.applied).isEmpty();
    assertThat(folder.resolve("last-good")).doesNotExist();
    assertThat(following.status().trouble()).contains("version 4 was refused");
  }

  @Test
  void a_damaged_configuration_is_not_used() throws IOException {
    Path file = folder.resolve("last-good");
    new LastGood(file).write(new Kept("a", 1, 2, TestNode.bundle(SERVE)));
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertThat(new LastGood(file).read()).isNull();
    Files.write(file, new byte[3]);
    assertThat(new LastGood(file).read()).isNull();
  }

  @Test
  void an_edge_that_is_to_validate_serves_only_while_it_is_current() throws IOException {
    node = new TestNode(VALIDATE);
    Following following = following();
    assertThat(purges.currency().mustValidate(now)).isTrue();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    assertThat(purges.currency().mustValidate(now)).isTrue();
    following.told(new Directive.Current(0));
    assertThat(purges.currency().mustValidate(now)).isFalse();
    assertThat(purges.currency().mustValidate(now + 14_999)).isFalse();
    assertThat(purges.currency().mustValidate(now + 15_000)).isTrue();
    now += 10_000;
    following.told(new Directive.Beat(now));
    assertThat(purges.currency().mustValidate(now + 14_999)).isFalse();

    following.lost("gone");
    now += 14_000;
    var _ = following.hello();
    following.told(welcome("a", now, 7));
    assertThat(purges.currency().mustValidate(now + 500)).isFalse();
    assertThat(purges.currency().mustValidate(now + 1_000)).isTrue();
    now += 2_000;
    following.told(order(7, "x"));
    assertThat(purges.currency().mustValidate(now)).isTrue();
    following.told(new Directive.Current(7));
    assertThat(purges.currency().mustValidate(now)).isFalse();
  }

  @Test
  void a_beat_that_was_under_way_too_long_proves_nothing() throws IOException {
    node = new TestNode(VALIDATE);
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Current(0));
    long sent = now + 5_000;
    now += 12_000;
    following.told(new Directive.Beat(sent));
    assertThat(purges.currency().mustValidate(sent + 15_000)).isTrue();
    now += 60_000;
    assertThatThrownBy(() -> following.told(new Directive.Beat(sent + 1_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void an_edge_that_is_to_serve_on_never_has_to_validate() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.lost("gone");
    following.overdue();
    assertThat(purges.currency().mustValidate(Long.MAX_VALUE - 1)).isFalse();
  }

  @Test
  void urls_are_purged_under_every_key_they_may_have() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    Purge purge = new Purge(1, now, null, List.of(new Selector.Url("example.com/a")), false);
    following.told(new Directive.Count(4, purge));
    assertThat(following.settle()).contains(new Report.Counted(4, 2, -1));
  }

  @Test
  void lines_of_handlers_are_told_also_while_too_much_is_being_counted() throws IOException {
    counting =
        _ -> {
          throw new RejectedExecutionException();
        };
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Tail(4, new HandlerTail.Asked("pages", -1, -1, 0)));
    Purge purge = new Purge(1, now, null, List.of(new Selector.Url("example.com/a")), false);
    following.told(new Directive.Count(5, purge));
    assertThat(following.settle())
        .contains(new Report.Lines(4, TestNode.LINES))
        .noneMatch(Report.Counted.class::isInstance);
  }

  @Test
  void the_moment_of_the_purge_that_it_counts_from_is_said_when_it_comes_again()
      throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 60));
    assertThat(following.hello())
        .isEqualTo(new Hello("1", "a", 0, "", 60, START - 1_000, true, START));
    following.told(welcome("a", now, 70));
    following.told(new Directive.Forgotten(70, START - 3));
    assertThat(following.hello()).isEqualTo(new Hello("1", "a", 0, "", 70, START - 3, true, START));
  }

  @Test
  void purges_do_not_wait_for_a_configuration_and_of_several_the_newest_counts()
      throws IOException {
    List<Runnable> aside = new ArrayList<>();
    configuring = aside::add;
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Configure(3, TestNode.bundle("sites: []")));
    following.told(new Directive.Configure(4, TestNode.bundle(VALIDATE)));
    following.told(order(1, "x"));
    assertThat(following.settle()).containsExactly(new Report.Applied(1));
    aside.forEach(Runnable::run);
    assertThat(following.takeAside(following.connection()))
        .containsExactly(new Report.InForce(4, List.of("/listen")));
    assertThat(following.settle()).isEmpty();
  }

  @Test
  void what_was_asked_for_on_a_connection_that_has_ended_is_reported_on_no_other()
      throws IOException {
    List<Runnable> aside = new ArrayList<>();
    configuring = aside::add;
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Configure(4, TestNode.bundle(VALIDATE)));
    following.lost("gone");
    assertThat(following.hello().version()).isZero();
    following.told(welcome("a", now, 0));
    following.told(new Directive.Configure(4, TestNode.bundle(VALIDATE)));
    aside.forEach(Runnable::run);
    assertThat(node.applied).hasSize(1);
    assertThat(following.settle()).containsExactly(new Report.InForce(4, List.of("/listen")));
    assertThat(following.hello().content()).isEqualTo(TestNode.bundle(VALIDATE).sha256());
  }

  @Test
  void a_url_whose_key_is_too_long_purges_its_host_and_holds_nothing_up() throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    String url = "example.com/" + "x".repeat(64 * 1024 - "example.com/".length());
    following.told(
        new Directive.Order(new Purge(1, START, null, List.of(new Selector.Url(url)), false)));
    following.told(order(2, "x"));
    assertThat(following.settle()).containsExactly(new Report.Applied(2));
    SimulatedEdge.Item stored =
        new SimulatedEdge.Item("example.com/other", List.of(), 1, 1, 1, before());
    assertThat(purges.check(stored)).isEqualTo(PurgeState.HARD);
  }

  /** Of a fetch that began when nothing had been purged. */
  private Ticket before() {
    return Objects.requireNonNull(purges.adopt(0, PurgeState.NONE));
  }

  @Test
  void what_comes_into_force_while_a_purge_is_applied_is_purged_under_its_keys_too()
      throws IOException {
    Following following = following();
    var _ = following.hello();
    following.told(welcome("a", now, 0));
    node.keysLater = Set.of("example.com/a#later");
    Purge purge = new Purge(1, now, null, List.of(new Selector.Url("example.com/a")), false);
    following.told(new Directive.Order(purge));
    assertThat(
            purges.check(
                new SimulatedEdge.Item("example.com/a#later", List.of(), 1, 1, 1, before())))
        .isEqualTo(PurgeState.HARD);
  }

  @Test
  void nothing_is_understood_before_a_welcome() {
    Following following = following();
    var _ = following.hello();
    assertThatThrownBy(() -> following.told(order(1, "x"))).isInstanceOf(SyncException.class);
  }

  @Test
  void clocks_differ_within_the_time_that_question_and_answer_took() {
    ClockDifference clocks = ClockDifference.of(1_000, 5_000, 1_300);
    assertThat(clocks.earliest(6_000)).isEqualTo(2_000);
    assertThat(clocks.latest(6_000)).isEqualTo(2_300);
  }

  @Test
  void attempts_are_further_and_further_apart_within_bounds() {
    Backoff backoff = new Backoff(new java.util.Random(7));
    long most = 0;
    for (int i = 0; i < 200; i++) {
      long wait = backoff.next();
      assertThat(wait).isBetween(0L, 15_000L);
      most = Math.max(most, wait);
    }
    assertThat(most).isGreaterThan(10_000);
    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(200);
  }
}
