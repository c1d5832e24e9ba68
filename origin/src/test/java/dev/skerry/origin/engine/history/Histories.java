package dev.skerry.origin.engine.history;

import dev.skerry.origin.engine.Engine;
import dev.skerry.testing.history.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Makes histories on a fresh engine. */
public final class Histories {
  private static final int LISTS = 4;

  private Histories() {}

  /** One thread that does a step of one or another client's, by the seed: the same each time. */
  public static List<Attempt> interleaved(
      Engine engine, Lists kind, long seed, int clients, int steps) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Client> all = clients(engine, kind, random, clients);
    for (int i = 0; i < steps; i++) {
      all.get(random.nextInt(clients)).step();
    }
    all.forEach(Client::finish);
    return whole(all);
  }

  /** A thread for each client, all at once. */
  public static List<Attempt> concurrent(
      Engine engine, Lists kind, long seed, int clients, int steps) throws InterruptedException {
    List<Client> all = clients(engine, kind, new SplittableRandom(seed), clients);
    List<Thread> threads = new ArrayList<>();
    for (Client client : all) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < steps; i++) {
                      client.step();
                    }
                    client.finish();
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return whole(all);
  }

  private static List<Client> clients(
      Engine engine, Lists kind, SplittableRandom random, int clients) {
    AtomicLong counter = new AtomicLong();
    AtomicInteger elements = new AtomicInteger();
    List<Client> all = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      all.add(new Client(engine, kind, LISTS, random.split(), counter, elements));
    }
    return all;
  }

  private static List<Attempt> whole(List<Client> clients) {
    clients.getFirst().readAll();
    return clients.stream().flatMap(client -> client.attempts().stream()).toList();
  }
}
