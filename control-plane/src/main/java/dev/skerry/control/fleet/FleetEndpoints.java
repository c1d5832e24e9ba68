package dev.skerry.control.fleet;

import dev.skerry.edge.admin.AdminAnswer;
import dev.skerry.edge.admin.AdminCall;
import dev.skerry.edge.admin.Endpoint;
import dev.skerry.edge.admin.Parameter;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.edge.admin.Scope;
import dev.skerry.edge.admin.shape.Bounds;
import dev.skerry.edge.admin.shape.Describe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the admin API tells and does about edges. */
public final class FleetEndpoints {
  private static final String EDGES = "/v1/edges";
  private static final String EDGE = "edge";
  private static final String SITE = "site";
  private static final String HISTORY = "history";
  private static final String AFTER = "after";
  private static final String LIMIT = "limit";
  private static final long PAGE_MAX = 1_000;
  private static final long PAGE = 100;

  private final Fleet fleet;
  private final Membership membership;
  private final VitalsHistory history;
  private final InstantSource clock;

  private FleetEndpoints(
      Fleet fleet, Membership membership, VitalsHistory history, InstantSource clock) {
    this.fleet = fleet;
    this.membership = membership;
    this.history = history;
    this.clock = clock;
  }

  @Describe("A token to be made, with which edges can join.")
  record WantedToken(
      @Describe("For how long it holds; an hour if missing, 30 days at most.")
          @Bounds(min = 1, max = 30 * 86_400)
          @Nullable Long expiresInSeconds,
      @Describe("How many edges can join with it; 1 if missing.")
          @Bounds(min = 1, max = JoinTokens.MOST_USES)
          @Nullable Integer uses) {}

  @Describe("A token that was made. It is told this once.")
  record MadeToken(
      @Describe("For skerry edge --join.") String token,
      @Describe("Until when edges can join with it.") Instant expiresAt,
      @Describe("How many can.") int uses) {}

  @Describe("An edge that is not wanted any more.")
  record Revoked(@Describe("Its name.") String edge) {}

  /** The endpoints. */
  public static List<Endpoint> of(
      Fleet fleet, Membership membership, VitalsHistory history, InstantSource clock) {
    FleetEndpoints all = new FleetEndpoints(fleet, membership, history, clock);
    return List.of(
        Endpoint.get(EDGES)
            .scope(Scope.READ)
            .summary("The edges that there are, and how they are")
            .query(Parameter.text(AFTER, "Only edges whose names come after that one"))
            .query(Parameter.whole(LIMIT, 1, PAGE_MAX, "So many at most; 100 if missing"))
            .answers(200, EdgeAnswer.Listing.class)
            .by(call -> AdminAnswer.ok(all.list(call))),
        Endpoint.get(EDGES + "/{edge}")
            .scope(Scope.READ)
            .path(EDGE, "The name of an edge")
            .summary("How an edge is, and its last ten minutes")
            .answers(200, EdgeAnswer.Detail.class)
            .by(call -> AdminAnswer.ok(all.detail(call.required(EDGE)))),
        Endpoint.post(EDGES + "/{edge}/revoke")
            .path(EDGE, "The name of an edge")
            .summary("Let an edge go, and refuse its certificate from now on")
            .answers(200, Revoked.class)
            .by(call -> AdminAnswer.ok(all.revoke(call))),
        Endpoint.post(EDGES + "/join-tokens")
            .summary("Make a token with which edges can join")
            .content(WantedToken.class)
            .answers(200, MadeToken.class)
            .by(call -> AdminAnswer.ok(all.token(call))),
        Endpoint.get("/v1/stats")
            .scope(Scope.READ)
            .summary("What the fleet serves now, by site and edge")
            .query(Parameter.flag(HISTORY, "Whether to tell the last ten minutes, too"))
            .query(Parameter.text(SITE, "The site whose last ten minutes are wanted; else of all"))
            .answers(200, StatsAnswer.class)
            .by(call -> AdminAnswer.ok(all.stats(call))));
  }

  private EdgeAnswer.Listing list(AdminCall call) {
    Map<String, Member> members =
        membership.all().stream().collect(Collectors.toMap(Member::edge, Function.identity()));
    NavigableMap<String, EdgeState> states = new TreeMap<>();
    fleet.edges().forEach(state -> states.put(state.edge(), state));
    NavigableSet<String> names = new TreeSet<>(states.keySet());
    members.values().stream().filter(Member::revoked).map(Member::edge).forEach(names::add);
    String after = call.text(AFTER);
    NavigableSet<String> rest = after == null ? names : names.tailSet(after, false);
    List<EdgeAnswer> page =
        rest.stream()
            .limit(call.whole(LIMIT, PAGE))
            .map(edge -> answer(edge, states.get(edge), members.get(edge)))
            .toList();
    String next = page.size() < rest.size() ? page.getLast().edge() : null;
    return new EdgeAnswer.Listing(fleet.connected(), page, next);
  }

  /** One of which there is a state, or else a member that was revoked. */
  private EdgeAnswer answer(String edge, @Nullable EdgeState state, @Nullable Member member) {
    return state != null
        ? answer(state, member)
        : EdgeAnswer.revoked(Objects.requireNonNull(member, edge));
  }

  private EdgeAnswer answer(EdgeState state, @Nullable Member member) {
    return EdgeAnswer.of(state, member, history.presentOf(state.edge()));
  }

  private EdgeAnswer.Detail detail(String edge) throws ProblemException {
    Member member = membership.find(edge).orElse(null);
    EdgeState state = fleet.edge(edge).orElse(null);
    if (state != null) {
      return new EdgeAnswer.Detail(answer(state, member), history.pastOf(edge));
    }
    if (member != null && member.revoked()) {
      return new EdgeAnswer.Detail(EdgeAnswer.revoked(member), List.of());
    }
    throw noSuch(edge);
  }

  private Revoked revoke(AdminCall call) throws ProblemException {
    String edge = call.required(EDGE);
    if (edge.equals(Membership.LOCAL)) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "the edge 'local' is in the control plane's own process: stop that instead");
    }
    if (!membership.revoke(edge, fleet)) {
      throw noSuch(edge);
    }
    history.retain(fleet.edges().stream().map(EdgeState::edge).toList());
    call.note("edge " + edge);
    return new Revoked(edge);
  }

  private static ProblemException noSuch(String edge) {
    return new ProblemException(
        Problem.NOT_FOUND, "there is no edge '" + edge + "' that could come");
  }

  private MadeToken token(AdminCall call) throws ProblemException {
    WantedToken wanted = call.content(WantedToken.class);
    Long seconds = wanted.expiresInSeconds();
    Integer uses = wanted.uses();
    try {
      JoinTokens.Made made =
          membership
              .tokens()
              .make(
                  seconds == null ? JoinTokens.USUAL : Duration.ofSeconds(seconds),
                  uses == null ? 1 : uses);
      call.note(made.toString());
      return new MadeToken(made.text(), made.expiresAt(), made.uses());
    } catch (JoinException e) {
      throw new ProblemException(Problem.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private StatsAnswer stats(AdminCall call) {
    Map<String, Figures> edges = new TreeMap<>();
    List<EdgeState> states = fleet.edges();
    for (EdgeState state : states) {
      Figures figures = state.connected() ? history.presentOf(state.edge()) : null;
      if (figures != null) {
        edges.put(state.edge(), figures);
      }
    }
    String site = call.text(SITE);
    List<Figures> past =
        !call.flag(HISTORY) ? List.of() : site == null ? history.past() : history.pastOfSite(site);
    return new StatsAnswer(
        clock.instant(),
        fleet.connected(),
        states.size(),
        history.present(),
        history.presentBySite(),
        edges,
        past);
  }
}
