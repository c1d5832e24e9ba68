package dev.skerry.edge.admin;

/** {@code GET /v1/config}: the configuration in force, without its secrets. */
final class ConfigEndpoint implements Endpoint {
  private final ConfigService config;

  ConfigEndpoint(ConfigService config) {
    this.config = config;
  }

  @Override
  public AdminAnswer answer(AdminRequest request) {
    return AdminAnswer.json(config.inForce());
  }
}
