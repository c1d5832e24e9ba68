package dev.skerry.handler.wasm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What guests of several modules keep between calls, in a memory that has room for four. */
class KeptMemoryTest {
  private static WasmCode code;
  private static long octets;

  private final KeptMemory memory = new KeptMemory(4 * octets, 4 * octets);
  private final KeptMemory.Share one = new KeptMemory.Share();
  private final KeptMemory.Share other = new KeptMemory.Share();

  @BeforeAll
  static void compile() throws HandlerProblem {
    code = WasmCode.compile(Modules.spec("(module (memory (export \"memory\") 1))"));
    octets = guest().octets();
  }

  private static Guest guest() {
    HandlerSpec spec = Modules.spec(new byte[0], HandlerLimits.DEFAULT);
    HostCall host = new HostCall(spec);
    Wasi wasi = Wasi.ofLibrary(host.log(), WasiEnvironment.NONE);
    return new Linker(code, spec).guest(host, wasi, null);
  }

  /** Places of one module, in each of which a guest was kept. */
  private List<GuestPlace> keeping(KeptMemory.Share share, int count) {
    List<GuestPlace> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GuestPlace place = new GuestPlace(memory, share);
      place.keep(guest());
      places.add(place);
    }
    return places;
  }

  private static List<Boolean> taken(List<GuestPlace> places) {
    return places.stream().map(place -> place.take() != null).toList();
  }

  @Test
  void oneModuleKeepsNoMoreThanOneMay() {
    KeptMemory bounded = new KeptMemory(100 * octets, 2 * octets);
    List<GuestPlace> places = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      GuestPlace place = new GuestPlace(bounded, one);
      place.keep(guest());
      places.add(place);
    }
    assertThat(taken(places)).containsExactly(true, true, false, false);
    assertThat(bounded.used()).isEqualTo(2 * octets);
  }

  @Test
  void whereThereIsNoRoomTheOneThatKeepsMostGivesUpWhatHasWaitedLongest() {
    List<GuestPlace> first = keeping(one, 4);
    // The first of them waits again, and shorter than the others.
    first.getFirst().keep(guest());
    List<GuestPlace> second = keeping(other, 2);
    assertThat(taken(second)).containsExactly(true, true);
    assertThat(taken(first)).containsExactly(true, false, false, true);
    assertThat(memory.used()).isEqualTo(4 * octets);
  }

  @Test
  void whoKeepsAsMuchAsTheOtherGivesUpNothing() {
    List<GuestPlace> first = keeping(one, 4);
    List<GuestPlace> second = keeping(other, 4);
    assertThat(taken(second)).containsExactly(true, true, false, false);
    List<GuestPlace> again = keeping(one, 1);
    assertThat(taken(again)).containsExactly(false);
    assertThat(taken(first)).containsExactly(false, false, true, true);
  }

  @Test
  void aThirdModuleHasItsPartToo() {
    List<GuestPlace> first = keeping(one, 2);
    List<GuestPlace> second = keeping(other, 2);
    List<GuestPlace> third = keeping(new KeptMemory.Share(), 2);
    assertThat(taken(third)).containsExactly(true, false);
    assertThat(taken(first)).containsExactly(false, true);
    assertThat(taken(second)).containsExactly(true, true);
  }

  @Test
  void aGuestWhosePlaceWasGivenUpWhileItWasAtWorkIsNotKept() {
    List<GuestPlace> first = keeping(one, 4);
    Guest atWork = Objects.requireNonNull(first.getFirst().take());
    List<GuestPlace> second = keeping(other, 2);
    first.getFirst().keep(atWork);
    assertThat(taken(first)).containsExactly(false, false, true, true);
    assertThat(taken(second)).containsExactly(true, true);
    assertThat(memory.used()).isEqualTo(4 * octets);
  }

  @Test
  void aPlaceThatIsClosedKeepsNothingAndCountsNothing() {
    List<GuestPlace> places = keeping(one, 2);
    places.getFirst().close();
    places.getFirst().keep(guest());
    assertThat(taken(places)).containsExactly(false, true);
    assertThat(memory.used()).isEqualTo(octets);
  }

  @Test
  void severalThreadsTogetherKeepNoMoreThanThereIsRoomFor()
      throws InterruptedException, ExecutionException {
    long seed = System.nanoTime();
    System.out.println("seed of the places: " + seed);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Random random = new Random(seed + i);
        KeptMemory.Share share = i % 2 == 0 ? one : other;
        running.add(threads.submit(() -> useInTurn(share, random)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    assertThat(memory.used()).isLessThanOrEqualTo(4 * octets);
  }

  private void useInTurn(KeptMemory.Share share, Random random) {
    List<GuestPlace> places = keeping(share, 3);
    for (int i = 0; i < 500; i++) {
      GuestPlace place = places.get(random.nextInt(places.size()));
      Guest taken = place.take();
      assertThat(memory.used()).isLessThanOrEqualTo(4 * octets);
      place.keep(taken == null ? guest() : taken);
    }
  }

  @Test
  void anInstanceThatIsClosedKeepsNothing() throws HandlerProblem {
    long before;
    try (Modules modules = new Modules()) {
      HandlerSpec spec = Modules.spec(Modules.handling("(i64.const 0)"));
      modules.host.deploy(List.of(spec));
      before = KeptMemory.OF_PROCESS.used();
      assertThat(modules.call(spec, Modules.asking("/"))).isInstanceOf(Verdict.ContinueWith.class);
      assertThat(KeptMemory.OF_PROCESS.used()).isPositive();
    }
    assertThat(KeptMemory.OF_PROCESS.used()).isLessThan(before);
  }
}
