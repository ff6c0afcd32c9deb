package org.hpcctl.spec;

import module java.base;

import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Whole;

/// `compute_nodes[]`
final class ComputeNodeSection {
  private static final Field<ComputeNode, String> HOSTNAME =
      Field.of("hostname", Form.HOST_NAME, ComputeNode::hostname, "the name of the host");
  private static final Field<ComputeNode, String> IP =
      Field.of("ip", Form.ADDRESS, ComputeNode::ip, "the address of the host")
          .alsoWritten("ip_address");
  private static final Field<ComputeNode, Integer> CPUS =
      Field.of("cpus", new Whole(1, 65_536), ComputeNode::cpus, "how many processors jobs may use");
  private static final Field<ComputeNode, Integer> MEMORY =
      Field.of(
          "memory_mb",
          new Whole(64, 1_000_000_000),
          ComputeNode::memoryMb,
          "how much memory jobs may use, in MiB");
  private static final Field<ComputeNode, Optional<String>> GRES =
      Field.optional("gres", Form.GRES, ComputeNode::gres, "generic resources such as GPUs");

  private static final String NO_SLURM = "the slurm phase is not built yet";

  static final Section<ComputeNode> SECTION =
      Section.of(
              "A host that runs jobs",
              values ->
                  new ComputeNode(
                      values.of(HOSTNAME),
                      values.of(IP),
                      values.of(CPUS),
                      values.of(MEMORY),
                      values.of(GRES)),
              HOSTNAME,
              IP,
              CPUS,
              MEMORY,
              GRES)
          .wrappedIn("hardware")
          .notReading("ssh_user", "hpcctl does not log in to compute nodes yet")
          .notReading("ssh_port", "hpcctl does not log in to compute nodes yet")
          .notReading("ssh_key_path", "hpcctl does not log in to compute nodes yet")
          .notReading("os_type", "hpcctl asks the host itself")
          .notReading("node_type", "the list it stands in says it")
          .notReading("sockets", NO_SLURM)
          .notReading("cores_per_socket", NO_SLURM)
          .notReading("threads_per_core", NO_SLURM)
          .notReading("tmp_disk_mb", NO_SLURM)
          .notReading("disk_gb", NO_SLURM)
          .notReading("gpus", "gres says it")
          .notReading("gpu_type", "gres says it");

  private ComputeNodeSection() {}
}
