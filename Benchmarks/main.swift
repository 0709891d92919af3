try StoreBenchmark.run(in: "/tmp")
