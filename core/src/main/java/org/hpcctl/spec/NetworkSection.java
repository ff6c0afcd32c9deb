package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Whole;

/// `network:`
final class NetworkSection {
  private static final Field<Vip, String> ADDRESS =
      Field.of(
          "address", Form.ADDRESS, Vip::address, "the address that moves between the controllers");
  private static final Field<Vip, String> NETMASK =
      Field.<Vip, String>of(
              "netmask",
              Form.NETMASK,
              vip -> Integer.toString(vip.prefixLength()),
              "the length of the network's prefix")
          .orElse("24");
  private static final Field<Vip, Optional<String>> INTERFACE =
      Field.optional(
          "interface",
          Form.INTERFACE,
          Vip::networkInterface,
          "the interface to carry it; without it the one whose network it belongs to");
  private static final Field<Vip, Integer> ROUTER_ID =
      Field.of(
              "virtual_router_id",
              new Whole(1, 255),
              Vip::virtualRouterId,
              "the VRRP group, unique among all groups in this network")
          .orElse(51)
          .alsoWritten("vrrp_router_id");

  private static final String NO_PASSWORD =
      "VRRP version 3 has no passwords (RFC 9568, 9); the controllers only listen to each other's"
          + " addresses";

  private static final Section<Vip> VIP =
      Section.of(
              "The virtual IP",
              values ->
                  new Vip(
                      values.of(ADDRESS),
                      Subnet.prefix(values.of(NETMASK)).orElse(24),
                      values.of(INTERFACE),
                      values.of(ROUTER_ID)),
              ADDRESS,
              NETMASK,
              INTERFACE,
              ROUTER_ID)
          .shortFor("address")
          .notReading("auth_pass", NO_PASSWORD)
          .notReading("auth_password", NO_PASSWORD);

  private static final Field<Network, Optional<Vip>> VIRTUAL_IP =
      Field.optional("vip", VIP, Network::vip, "the address that people and nodes use");
  private static final Field<Network, Optional<String>> MANAGEMENT =
      Field.optional(
          "management_network",
          Form.NETWORK,
          Network::managementNetwork,
          "the network that may read metrics and reach the services behind nginx");

  static final Section<Network> SECTION =
      Section.of(
              "The networks of the cluster",
              values -> new Network(values.of(VIRTUAL_IP), values.of(MANAGEMENT)),
              VIRTUAL_IP,
              MANAGEMENT)
          .notReading("compute_network", "no phase that needs it is built yet")
          .notReading("firewall", "hpcctl opens exactly the ports that its own phases need");

  private NetworkSection() {}
}
