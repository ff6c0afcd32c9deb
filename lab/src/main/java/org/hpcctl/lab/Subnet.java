package org.hpcctl.lab;

import module java.base;

/// The network of one lab: 10.77.N.0/24 on the bridge hpclabN, without a way out.
record Subnet(int number) {
  private static final int HIGHEST = 254;

  /// The numbers a lab may take, in the order to try them. 0 is kept for the lab that users start.
  static IntStream candidates(String labName) {
    return IntStream.rangeClosed(labName.equals(LabSpec.DEFAULT_NAME) ? 0 : 1, HIGHEST);
  }

  String bridge() {
    return "hpclab" + number;
  }

  /// This machine's own address on the bridge.
  String gateway() {
    return address(1);
  }

  String vip() {
    return address(100);
  }

  String address(int octet) {
    return "10.77." + number + "." + octet;
  }

  String address(Member member) {
    return address(member.octet());
  }

  String mac(int octet) {
    return "52:54:00:77:%02x:%02x".formatted(number, octet);
  }

  /// What stands for the cable on the bridge while what goes through it is delayed.
  String relay(Member member) {
    return "dl" + number + "-" + member.name();
  }

  /// This machine's end of the host's network cable.
  String cable(Member member) {
    return "hl" + number + "-" + member.name();
  }
}
