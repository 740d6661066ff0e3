// Tests run in Node, where they read catalogues and styles from the disk.
/// <reference types="node" />
