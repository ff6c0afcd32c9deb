package org.hpcctl.lab;

/// One host of a lab, as planned.
///
/// @param octet the last part of its address
/// @param head whether it is a controller; otherwise it is a compute node
record Member(String name, Suite suite, int octet, boolean head) {}
