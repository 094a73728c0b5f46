/**
 * The whole system on real parts, driven over its REST API: what it promises while its processes
 * are killed. Imports {@code io.dataflow.launcher.stack} and Jackson; knows the service by its REST
 * contract and Flink by its REST endpoint only.
 */
package io.dataflow.launcher.system;
