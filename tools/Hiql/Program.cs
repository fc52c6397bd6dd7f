Console.Error.WriteLine("hiql");
return 2;
