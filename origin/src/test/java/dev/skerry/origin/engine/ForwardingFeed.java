package dev.skerry.origin.engine;

/** A feed that leaves everything to another: for those that differ in one thing. */
public class ForwardingFeed implements Feed {
  private final Feed feed;

  public ForwardingFeed(Feed feed) {
    this.feed = feed;
  }

  @Override
  public FeedPage follow(Topic topic, Position after, int limit) {
    return feed.follow(topic, after, limit);
  }

  @Override
  public Position oldest() {
    return feed.oldest();
  }

  @Override
  public Position newest() {
    return feed.newest();
  }

  @Override
  public Watch watch(Topic topic) {
    return feed.watch(topic);
  }
}
