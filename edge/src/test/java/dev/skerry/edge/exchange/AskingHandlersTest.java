package dev.skerry.edge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.edge.config.DataOrigin;
import dev.skerry.handler.Binding;
import dev.skerry.handler.HandlerProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What modules ask while they run: several tables at once, limits, and other handlers. */
class AskingHandlersTest {
  private static final String HANDLERS =
      """
      handlers:
        front:
          limits: {cpu-time: 5s, wall-time: 20s, subrequests: 20}
          bindings:
            ITEMS: {table: items}
            LOGINS: {rate-limit: {limit: 2, period: 10s}}
            PRICES: {handler: prices}
            SELF: {handler: front}
            SLOW: {handler: slow}
          code: |
            const get = (env, id) => env.ITEMS.get({ Key: { id } }).then(({ Item }) => Item.price, (e) => e.code);
            const ROUTES = {
              both: async (env) => (await Promise.all([get(env, 'a'), get(env, 'b')])).join(' '),
              many: async (env) => (await Promise.all([...'abcdefgh'].map((id) => get(env, id)))).join(' '),
              race: async (env) => {
                const left = get(env, 'b');
                return (await get(env, 'a')) + typeof left;
              },
              later: async (env, request, ctx) => {
                ctx.waitUntil(env.ITEMS.delete({ Key: { id: 'gone' } }));
                return 'answered';
              },
              limit: async (env, request) => {
                const key = request.headers.get('x-key');
                return String((await env.LOGINS.limit({ key })).success);
              },
              other: async (env, request) => {
                const answer = await env.PRICES.fetch(new Request('https://prices/of?a=1', {
                  method: 'POST', body: 'tea', headers: { 'x-who': 'front' },
                }));
                return `${answer.status} ${answer.headers.get('x-seen')} ${await answer.text()}`;
              },
              broken: (env) => env.PRICES.fetch('https://prices/throw').then(() => 'none', (e) => `${e.code}: ${e.message}`),
              nothing: (env) => env.PRICES.fetch('https://prices/nothing').then(() => 'none', (e) => e.message),
              slow: (env) => env.SLOW.fetch('https://slow/').then(() => 'none', (e) => e.message),
              circle: (env, request) => env.SELF.fetch(request.url).then((answer) => answer.text(), (e) => `end: ${e.message}`),
            };
            export default {
              async fetch(request, env, ctx) {
                const [, name] = new URL(request.url).pathname.split('/');
                if (ROUTES[name] === undefined) return undefined;
                return new Response(await ROUTES[name](env, request, ctx));
              },
            };
        prices:
          limits: {cpu-time: 5s, wall-time: 20s}
          bindings: {ITEMS: {table: items}}
          code: |
            export default {
              async fetch(request, env) {
                const { pathname, search } = new URL(request.url);
                if (pathname === '/throw') throw new Error('not to be told');
                if (pathname === '/nothing') return undefined;
                const { Item } = await env.ITEMS.get({ Key: { id: await request.text() } });
                const seen = `${request.method} ${pathname}${search} ${request.headers.get('x-who')}`;
                return new Response(`costs ${Item.price}`, { status: 201, headers: { 'x-seen': seen } });
              },
            };
        slow:
          limits: {cpu-time: 5s, wall-time: 1s}
          code: |
            export default { fetch: () => new Promise((done) => setTimeout(done, 50000)) };
      """;

  private final Scenario edge = new Scenario("viewer-request: front", HANDLERS);

  @BeforeEach
  void deploy() throws HandlerProblem {
    edge.deployHandlers();
  }

  @AfterEach
  void nothingIsLeft() {
    edge.settle();
    edge.handlers.close();
    edge.store.clear();
    assertThat(edge.purges.counts().tickets()).isZero();
  }

  /** Begins a request, and waits until so many questions have come. */
  private TestViewer asking(String target, int questions) {
    int before = edge.origin.calls.size();
    TestViewer viewer = edge.get(target);
    edge.settleUntil(() -> edge.origin.calls.size() == before + questions);
    return viewer;
  }

  private String answered(String target, String... fields) {
    TestViewer viewer = edge.get(target, fields);
    edge.settleUntil(viewer::isDone);
    return viewer.body.toString();
  }

  private void tell(TestOrigin.Call call, int price) {
    call.answer(200, "{\"Item\":{\"price\":{\"N\":\"%d\"}}}".formatted(price));
  }

  // ---- several questions at once

  @Test
  void theSecondQuestionIsAskedBeforeTheFirstIsAnswered() {
    TestViewer viewer = asking("/both", 2);
    // The second first: each answer finds who asked for it.
    TestOrigin.Call first = edge.origin.calls.get(0);
    TestOrigin.Call second = edge.origin.calls.get(1);
    tell(second, 2);
    edge.settle();
    assertThat(viewer.isDone()).isFalse();
    tell(first, 1);
    edge.settleUntil(viewer::isDone);
    boolean inOrder = first.received.toString().contains("\"a\"");
    assertThat(viewer.body).hasToString(inOrder ? "1 2" : "2 1");
  }

  @Test
  void sixAreUnderWayAtOnceAndTheOthersWaitForThem() {
    TestViewer viewer = asking("/many", 6);
    edge.settle();
    assertThat(edge.origin.calls).hasSize(6);
    List<TestOrigin.Call> answered = new ArrayList<>();
    while (!viewer.isDone()) {
      edge.settleUntil(() -> viewer.isDone() || edge.origin.calls.size() > answered.size());
      for (TestOrigin.Call call : List.copyOf(edge.origin.calls)) {
        if (!answered.contains(call)) {
          answered.add(call);
          tell(call, answered.size());
        }
      }
      edge.settle();
    }
    assertThat(viewer.body.toString().split(" ")).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void whatACallDoesNotWaitForEndsWithIt() {
    TestViewer viewer = asking("/race", 2);
    TestOrigin.Call other = null;
    for (TestOrigin.Call call : List.copyOf(edge.origin.calls)) {
      if (call.received.toString().contains("\"a\"")) {
        tell(call, 1);
      } else {
        other = call;
      }
    }
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body).hasToString("1object");
    TestOrigin.Call left = other;
    edge.settleUntil(() -> left != null && left.cancelled);
  }

  @Test
  void whatIsLeftToBeDoneIsAskedAfterTheAnswer() {
    TestViewer viewer = asking("/later", 1);
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body).hasToString("answered");
    edge.settle();
    assertThat(edge.origin.last().cancelled).isFalse();
    edge.origin.last().answer(200, "{}");
    edge.settle();
  }

  @Test
  void aViewerWhoLeavesTakesTheQuestionsAlong() {
    TestViewer viewer = asking("/both", 2);
    Objects.requireNonNull(viewer.events).gone();
    edge.settleUntil(() -> edge.origin.calls.stream().allMatch(call -> call.cancelled));
  }

  // ---- limits

  @Test
  void aLimitCountsEachKeyForItselfAndComesBackWithTime() {
    assertThat(answered("/limit", "x-key", "a")).isEqualTo("true");
    assertThat(answered("/limit", "x-key", "a")).isEqualTo("true");
    assertThat(answered("/limit", "x-key", "a")).isEqualTo("false");
    assertThat(answered("/limit", "x-key", "b")).isEqualTo("true");
    edge.advanceSeconds(5);
    assertThat(answered("/limit", "x-key", "a")).isEqualTo("true");
    assertThat(answered("/limit", "x-key", "a")).isEqualTo("false");
  }

  @Test
  void ofLongKeysTheBeginningCounts() {
    String same = "k".repeat(256);
    assertThat(answered("/limit", "x-key", same + "1")).isEqualTo("true");
    assertThat(answered("/limit", "x-key", same + "2")).isEqualTo("true");
    assertThat(answered("/limit", "x-key", same + "3")).isEqualTo("false");
  }

  // ---- other handlers

  @Test
  void whatTheOthersMayReadIsFollowedForTheSiteToo() {
    String documents =
        """
        handlers:
          a: {code: "export default { fetch() {} }", bindings: {B: {handler: b}}}
          b: {code: "export default { fetch() {} }", bindings: {A: {handler: a}, C: {handler: c}}}
          c: {code: "export default { fetch() {} }", bindings: {FILES: {bucket: www}}}
          d: {code: "export default { fetch() {} }", bindings: {FILES: {bucket: other}}}
        """;
    Scenario other = new Scenario("viewer-request: a", documents);
    assertThat(DataOrigin.boundIn(other.snapshot().sites().getFirst()))
        .containsExactly(new Binding.Bucket("www"));
    other.handlers.close();
  }

  @Test
  void anotherHandlerMakesAResponseOfWhatItReads() {
    TestViewer viewer = asking("/other", 1);
    assertThat(edge.origin.last().received.toString()).contains("\"tea\"");
    tell(edge.origin.last(), 3);
    edge.settleUntil(viewer::isDone);
    assertThat(viewer.body).hasToString("201 POST /of?a=1 front costs 3");
  }

  @Test
  void whatGoesWrongInItIsToldWithoutItsWords() {
    assertThat(answered("/broken"))
        .isEqualTo(
            "HandlerFailed: PRICES.fetch(\"https://prices/throw\"): the handler prices: exception");
    assertThat(answered("/nothing")).contains("the handler prices: has returned no response");
  }

  @Test
  void itsOwnLimitsHold() {
    assertThat(answered("/slow")).contains("the handler slow: wall-time");
  }

  @Test
  void aCircleComesToAnEnd() {
    assertThat(answered("/circle")).contains("end: ").contains("3 handlers led to");
  }

  @Test
  void manyWhoCallEachOtherAtOnceDoNotWaitForEachOther() {
    List<TestViewer> viewers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      viewers.add(edge.get("/circle"));
    }
    edge.settleUntil(() -> viewers.stream().allMatch(TestViewer::isDone));
    assertThat(viewers).allSatisfy(each -> assertThat(each.body.toString()).contains("end: "));
  }
}
