// The viewer of the document, told to fetch nothing but the document and to send nothing but what is tried.
Scalar.createApiReference('#reference', {
  url: '/openapi',
  layout: 'modern',
  theme: 'default',
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  hideClientButton: true,
  hideModels: true,
  persistAuth: false,
  showDeveloperTools: 'never',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  authentication: { preferredSecurityScheme: 'bearer' },
});
