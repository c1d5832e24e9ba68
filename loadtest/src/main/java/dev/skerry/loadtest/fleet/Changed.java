package dev.skerry.loadtest.fleet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skerry.loadtest.calls.AccessKey;
import dev.skerry.loadtest.calls.Connections.Request;
import dev.skerry.loadtest.objects.ObjectRequests;
import dev.skerry.loadtest.tables.Signer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** What is changed at the origin so that pages are other ones. */
interface Changed {
  /** Makes what has the pages. */
  void make(Caller api) throws IOException;

  /** Sends one request to the origin's API, and returns the content of the answer. */
  @FunctionalInterface
  interface Caller {
    String ask(byte[] request) throws IOException;
  }

  /** The name of the site that has the pages. */
  String site();

  /** A request that changes a page to a number; the page is the old one until it is sent. */
  byte[] change(int page, long value);

  /**
   * Items of a table, of which pages are made: by an application behind the edges, or by a handler
   * on them.
   */
  record Items(Signer signer, PageOrigin origin, String site) implements Changed {
    static Items of(SmallFleet fleet, PageOrigin origin, String site) throws IOException {
      AccessKey key = AccessKey.read(fleet.credentials());
      return new Items(new Signer("127.0.0.1:" + fleet.api(), key, Instant.now()), origin, site);
    }

    @Override
    public void make(Caller api) throws IOException {
      String _ =
          api.ask(
              signer.request(
                  "CreateTable",
                  """
                  {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",\
                  "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"N"}],\
                  "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}\
                  """
                      .formatted(SmallFleet.TABLE)));
      byte[] describe =
          signer.request("DescribeTable", "{\"TableName\":\"%s\"}".formatted(SmallFleet.TABLE));
      while (!api.ask(describe).contains("\"ACTIVE\"")) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }

    @Override
    public byte[] change(int page, long value) {
      origin.set(page, value);
      return signer.request(
          "PutItem",
          "{\"TableName\":\"%s\",\"Item\":{\"id\":{\"N\":\"%d\"},\"v\":{\"S\":\"%d\"}}}"
              .formatted(SmallFleet.TABLE, page, value));
    }
  }

  /** Objects of a bucket, which are the pages. */
  record Objects(ObjectRequests requests, int pages) implements Changed {
    static Objects of(SmallFleet fleet, int pages) throws IOException {
      AccessKey key = AccessKey.read(fleet.credentials());
      return new Objects(
          new ObjectRequests("127.0.0.1:" + fleet.api(), key, true, Instant.now()), pages);
    }

    @Override
    public String site() {
      return SmallFleet.BUCKET_SITE;
    }

    @Override
    public void make(Caller api) throws IOException {
      String _ = api.ask(whole(requests.create(SmallFleet.BUCKET)));
      for (int page = 0; page < pages; page++) {
        String _ = api.ask(change(page, 0));
      }
    }

    @Override
    public byte[] change(int page, long value) {
      byte[] content = Long.toString(value).getBytes(US_ASCII);
      return whole(
          requests.put(SmallFleet.BUCKET, Integer.toString(page), content, requests.hash(content)));
    }

    private static byte[] whole(Request request) {
      byte[] head = request.head();
      byte[] content = request.content();
      byte[] whole = new byte[head.length + content.length];
      System.arraycopy(head, 0, whole, 0, head.length);
      System.arraycopy(content, 0, whole, head.length, content.length);
      return whole;
    }
  }
}
